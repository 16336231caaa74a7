package banyan.architecture;

import banyan.core.BoardModule;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The roles of classes in every module. */
final class Roles {
    static final Fact STAND_BESIDE_ONE_ENTRANCE = Fact.that(
            "be in a package with exactly one class that implements BoardModule, named after the module",
            type -> entrances(type).map(JavaClass::getSimpleName).toList().equals(List.of(entranceName(type))));

    static final Fact STAND_IN_THE_MODULES_PACKAGE = Fact.that(
            "be in the package with the module's name",
            type -> type.getPackageName().equals("banyan." + Places.module(type)));

    static final Fact BE_NAMED_RESOURCE_IF_SERVED = Fact.that(
            "be named …Resource if and only if JAX-RS serves them",
            type -> isResource(type) == type.getSimpleName().endsWith("Resource"));

    static final Fact CATCH_NOTHING = Fact.that(
            "catch nothing",
            type -> type.getCodeUnits().stream()
                    .allMatch(code -> code.getTryCatchBlocks().isEmpty()));

    private Roles() {}

    static boolean isEntrance(JavaClass type) {
        return type.isAssignableTo(BoardModule.class) && !type.isInterface();
    }

    static boolean isResource(JavaClass type) {
        return type.isAnnotatedWith(Path.class);
    }

    private static Stream<JavaClass> entrances(JavaClass neighbour) {
        return neighbour.getPackage().getClasses().stream().filter(Roles::isEntrance);
    }

    private static String entranceName(JavaClass type) {
        var module = Places.module(type);
        return module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1) + "Module";
    }
}

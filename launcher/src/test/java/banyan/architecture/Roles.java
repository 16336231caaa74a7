package banyan.architecture;

import banyan.core.BoardModule;
import banyan.core.auth.Actor;
import banyan.core.web.Cacheable;
import banyan.core.web.NotCacheable;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
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

    /** A method that needs the client, its address or its token depends on more than the data. */
    static final Fact SAY_WHETHER_EACH_GET_IS_CACHEABLE = Fact.that(
            "annotate each GET method with either Cacheable, unless it has the request or an actor, or NotCacheable",
            type -> type.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith(GET.class))
                    .allMatch(Roles::isCacheableOrNot));

    private Roles() {}

    static boolean isEntrance(JavaClass type) {
        return type.isAssignableTo(BoardModule.class) && !type.isInterface();
    }

    static boolean isResource(JavaClass type) {
        return type.isAnnotatedWith(Path.class);
    }

    private static boolean isCacheableOrNot(JavaMethod method) {
        boolean isCacheable =
                method.isAnnotatedWith(Cacheable.class) || method.getOwner().isAnnotatedWith(Cacheable.class);
        return isCacheable != method.isAnnotatedWith(NotCacheable.class) && !(isCacheable && knowsTheClient(method));
    }

    private static boolean knowsTheClient(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isAssignableTo(ContainerRequestContext.class)
                        || type.isAssignableTo(SecurityContext.class)
                        || type.isAssignableTo(Actor.class));
    }

    private static Stream<JavaClass> entrances(JavaClass neighbour) {
        return neighbour.getPackage().getClasses().stream().filter(Roles::isEntrance);
    }

    private static String entranceName(JavaClass type) {
        var module = Places.module(type);
        return module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1) + "Module";
    }
}

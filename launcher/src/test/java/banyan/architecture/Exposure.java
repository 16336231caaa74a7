package banyan.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The reasons for which a class may be public. */
final class Exposure {
    static final Fact NEEDED_OF_A_MODULE = Fact.that(
            "be the provider of the module, a resource, or a type in the signature of a resource",
            type -> Roles.isEntrance(type) || Roles.isResource(type) || isRepresentation(type));

    static final Fact NEEDED_OF_THE_LAUNCHER = Fact.that(
            "be used in another package, have a main method, be a service or a resource, or be written or read as JSON",
            type -> isUsedElsewhere(type)
                    || hasMain(type)
                    || isService(type)
                    || Roles.isResource(type)
                    || isView(type));

    private Exposure() {}

    /** Whether Jackson needs the class: in the signature of a resource's method, or as a component of such a record. */
    private static boolean isRepresentation(JavaClass type) {
        Set<JavaClass> reached = type.getPackage().getClasses().stream()
                .filter(Roles::isResource)
                .flatMap(resource -> resource.getMethods().stream())
                .filter(method -> method.getModifiers().contains(PUBLIC))
                .flatMap(method -> method.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toCollection(HashSet::new));
        for (Set<JavaClass> records = reached; !records.isEmpty(); ) {
            records = components(records);
            records.removeAll(reached);
            reached.addAll(records);
        }
        return reached.contains(type);
    }

    private static Set<JavaClass> components(Set<JavaClass> records) {
        return records.stream()
                .filter(JavaClass::isRecord)
                .flatMap(whole -> whole.getFields().stream())
                .flatMap(component -> component.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    private static boolean hasMain(JavaClass type) {
        return type.tryGetMethod("main", String[].class)
                .map(JavaMethod::getModifiers)
                .filter(modifiers -> modifiers.contains(PUBLIC) && modifiers.contains(JavaModifier.STATIC))
                .isPresent();
    }

    private static boolean isView(JavaClass type) {
        return type.isRecord() && type.getSimpleName().matches(".*(View|Input)");
    }

    private static boolean isService(JavaClass type) {
        try (var launcher = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            return ModuleDescriptor.read(launcher).provides().stream()
                    .anyMatch(service -> service.providers().contains(type.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package banyan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Where a class stands in the board, told from its name alone, so that a new module needs no line here. */
final class Places {
    private static final Set<String> NO_MODULES = Set.of("core", "launcher");
    private static final Set<String> NO_PORTS =
            Set.of("auth", "contract", "database", "feed", "idempotency", "store", "transfer", "web");

    static final DescribedPredicate<JavaClass> IN_A_MODULE = describe("are in a module", Places::isInAModule);

    static final DescribedPredicate<JavaClass> IN_THE_BOARD =
            resideInAPackage("banyan..").as("are in the board");

    static final DescribedPredicate<JavaClass> OUTERMOST = describe("are outermost", Places::isOutermost);

    static final DescribedPredicate<JavaClass> IN_CORE =
            resideInAPackage("banyan.core..").as("are in core");

    static final DescribedPredicate<JavaClass> IN_LAUNCHER =
            resideInAPackage("banyan.launcher..").as("are in the launcher");

    static final DescribedPredicate<JavaClass> IN_CORE_STORE =
            resideInAPackage("banyan.core.store").as("are in core's store");

    static final DescribedPredicate<JavaClass> IN_A_PORT = describe("are in a port's package", Places::isInAPort);

    static final DescribedPredicate<JavaClass> A_STORE =
            IN_CORE_STORE.or(IN_A_MODULE.and(named("Store"))).as("a store");

    static final DescribedPredicate<JavaClass> AT_THE_EDGE = IN_A_MODULE
            .and(named("Resource"))
            .or(resideInAnyPackage(
                    "banyan.core.auth",
                    "banyan.core.contract",
                    "banyan.core.web..",
                    "banyan.launcher.admin",
                    "banyan.launcher.http..",
                    "banyan.launcher.front",
                    "banyan.launcher.jersey",
                    "banyan.launcher.mirror",
                    "banyan.launcher.net",
                    "banyan.launcher.proxy",
                    "banyan.launcher.metrics",
                    "banyan.launcher.remote.."))
            .as("where HTTP is spoken");

    private Places() {}

    /** The module's name: {@code posts} for whatever is in {@code banyan.posts}. */
    static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[1];
    }

    /** The class itself, or the outermost one that it is nested in. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Places::outermost).orElse(type);
    }

    /** Not nested, and more than the annotations of a package. */
    static boolean isOutermost(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    /** By the file that it stands in: a nested class goes by the name of its outermost one. */
    private static DescribedPredicate<JavaClass> named(String suffix) {
        return describe(
                "named …" + suffix,
                type -> type.getName().replaceFirst("\\$.*", "").endsWith(suffix));
    }

    private static boolean isInAModule(JavaClass type) {
        return type.getPackageName().startsWith("banyan.") && !NO_MODULES.contains(module(type));
    }

    private static boolean isInAPort(JavaClass type) {
        return type.getPackageName().startsWith("banyan.core.")
                && !NO_PORTS.contains(type.getPackageName().split("\\.", -1)[2]);
    }
}

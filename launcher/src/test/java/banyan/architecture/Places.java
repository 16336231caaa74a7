package banyan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** The place of a class in the board, derived from its name, so that a new module needs no change here. */
final class Places {
    private static final Set<String> NO_MODULES = Set.of("core", "launcher");
    private static final Set<String> NO_PORTS = Set.of(
            "auth",
            "contract",
            "data",
            "database",
            "feed",
            "idempotency",
            "replica",
            "revision",
            "rows",
            "store",
            "transfer",
            "web");

    static final DescribedPredicate<JavaClass> IN_A_MODULE = describe("are in a module", Places::isInAModule);

    static final DescribedPredicate<JavaClass> IN_THE_BOARD =
            resideInAPackage("banyan..").as("are in the board");

    static final DescribedPredicate<JavaClass> OUTERMOST = describe("are outermost", Places::isOutermost);

    static final DescribedPredicate<JavaClass> IN_CORE =
            resideInAPackage("banyan.core..").as("are in core");

    static final DescribedPredicate<JavaClass> IN_LAUNCHER =
            resideInAPackage("banyan.launcher..").as("are in the launcher");

    static final DescribedPredicate<JavaClass> WHERE_CORE_KEEPS_DATA = resideInAnyPackage(
                    "banyan.core.data",
                    "banyan.core.database..",
                    "banyan.core.feed",
                    "banyan.core.idempotency",
                    "banyan.core.revision..",
                    "banyan.core.store",
                    "banyan.core.transfer..")
            .as("are in the packages of core that keep data");

    static final DescribedPredicate<JavaClass> IN_A_PORT = describe("are in a port's package", Places::isInAPort);

    static final DescribedPredicate<JavaClass> A_STORE = WHERE_CORE_KEEPS_DATA
            .or(IN_CORE.or(IN_A_MODULE).and(named("Store")))
            .as("a store");

    /** The commands are HTTP clients of a running board's admin port, and training is one of the board that it starts. */
    private static final String COMMANDS = "banyan.launcher.cli..";

    static final DescribedPredicate<JavaClass> AT_THE_EDGE = IN_A_MODULE
            .and(named("Resource"))
            .or(resideInAnyPackage(
                    "banyan.core.auth",
                    "banyan.core.contract",
                    "banyan.core.web..",
                    COMMANDS,
                    "banyan.launcher.admin..",
                    "banyan.launcher.http..",
                    "banyan.launcher.routing",
                    "banyan.launcher.held",
                    "banyan.launcher.cache",
                    "banyan.launcher.jersey",
                    "banyan.launcher.mirror",
                    "banyan.launcher.address",
                    "banyan.launcher.proxy",
                    "banyan.launcher.metrics",
                    "banyan.launcher.replica.client",
                    "banyan.launcher.remote.."))
            .as("at the HTTP edge");

    private Places() {}

    /** Returns the module's name, such as {@code posts} for classes in {@code banyan.posts}. */
    static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[1];
    }

    /** Returns the outermost class that contains this class, or the class itself. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Places::outermost).orElse(type);
    }

    /** Whether the class is not nested, not an array and not a package-info. */
    static boolean isOutermost(JavaClass type) {
        return type.isTopLevelClass()
                && !type.isArray()
                && !type.getSimpleName().equals("package-info");
    }

    /** Compares the name of the outermost class. */
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

package banyan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Foreign classes by purpose. */
final class Libraries {
    /** A data source may be passed on as a value; see {@link #CONNECTION}. */
    static final DescribedPredicate<JavaClass> SQL = resideInAnyPackage("java.sql", "javax.sql", "org.jdbi..")
            .and(not(named("javax.sql.DataSource")))
            .as("are for SQL");

    static final DescribedPredicate<JavaMethodCall> CONNECTION = describe(
            "calls a data source", call -> call.getTargetOwner().getName().equals("javax.sql.DataSource"));

    static final DescribedPredicate<JavaClass> DATABASES = resideInAnyPackage(
                    "org.h2..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..")
            .or(named("java.sql.DriverManager", "org.jdbi.v3.core.Jdbi"))
            .as("open databases");

    static final DescribedPredicate<JavaClass> HTTP = resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "org.glassfish..",
                    "org.eclipse.jetty..",
                    "com.sun.net.httpserver..",
                    "java.net.http..")
            .or(named("java.net.HttpURLConnection", "javax.net.ssl.HttpsURLConnection"))
            .as("are for HTTP");

    static final DescribedPredicate<JavaClass> FILES = resideInAnyPackage("java.nio.file..", "java.nio.channels..")
            .or(describe("java.io.File…", type -> type.getName().startsWith("java.io.File")))
            .or(named("java.io.RandomAccessFile"))
            .as("are for files");

    static final DescribedPredicate<JavaClass> CONNECTIONS = resideInAnyPackage(
                    "java.net..", "javax.net..", "java.nio.channels..", "jakarta.ws.rs.client..", "org.eclipse.jetty..")
            .and(not(named("java.net.URI")))
            .as("are for connections");

    static final DescribedPredicate<JavaClass> REFLECTION = resideInAnyPackage("java.lang.reflect..")
            .or(named("java.lang.ModuleLayer", "java.lang.invoke.MethodHandles$Lookup", "java.util.ServiceLoader"))
            .as("look up classes and services");

    /** All classes except the JDK without JDBC, the nullness annotations, and the board's own terms and ports. */
    static final DescribedPredicate<JavaClass> FRAMEWORKS = not(resideInAnyPackage(
                            "java..", "banyan.core", "org.jspecify.annotations")
                    .or(Places.IN_A_PORT)
                    .or(named("javax.sql.DataSource"))
                    .or(describe("primitive", JavaClass::isPrimitive)))
            .or(resideInAnyPackage("java.sql.."))
            .as("belong to a framework");

    static final DescribedPredicate<JavaMethodCall> CLASS_BY_NAME = describe(
            "finds a class by its name",
            call -> Set.of("forName", "loadClass").contains(call.getTarget().getName()));

    private Libraries() {}

    private static DescribedPredicate<JavaClass> named(String... names) {
        var all = Set.of(names);
        return describe(String.join(", ", names), type -> all.contains(type.getName()));
    }
}

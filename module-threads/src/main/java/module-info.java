import banyan.core.BoardModule;
import banyan.threads.ThreadsModule;

/** Owns threads: their HTTP resources, rules and tables. */
module banyan.threads {
    requires banyan.core;
    requires static io.swagger.v3.oas.annotations; // used only in the build, to generate the OpenAPI document

    exports banyan.threads to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.threads to
            com.fasterxml.jackson.databind; // serializes records that are package-private

    provides BoardModule with
            ThreadsModule;
}

import banyan.core.BoardModule;
import banyan.threads.ThreadsModule;

/** Owns threads: their HTTP resources, their rules and their tables. */
module banyan.threads {
    requires banyan.core;
    requires static io.swagger.v3.oas.annotations; // read in the build, to describe the module

    exports banyan.threads to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.threads to
            com.fasterxml.jackson.databind; // the forms that it gives are known to nobody else

    provides BoardModule with
            ThreadsModule;
}

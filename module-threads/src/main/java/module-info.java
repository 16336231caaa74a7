import banyan.core.BoardModule;
import banyan.threads.ThreadsModule;

/** Owns threads: their HTTP resource, their rules and their table. */
module banyan.threads {
    requires banyan.core;

    exports banyan.threads to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            ThreadsModule;
}

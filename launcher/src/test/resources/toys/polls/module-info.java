import banyan.core.BoardModule;
import banyan.polls.PollsModule;

/** Owns polls in a test: a complete fourth module. */
module banyan.polls {
    requires banyan.core;

    exports banyan.polls to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            PollsModule;
}

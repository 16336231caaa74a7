import banyan.core.BoardModule;
import banyan.probe.ProbeModule;

/** Tries in a test to access the internals of another module. */
module banyan.probe {
    requires banyan.core;

    uses BoardModule;

    exports banyan.probe to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            ProbeModule;
}

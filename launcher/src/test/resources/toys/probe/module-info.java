import banyan.core.BoardModule;
import banyan.probe.ProbeModule;

/** Tries, in a test, to get at another module's insides. */
module banyan.probe {
    requires banyan.core;

    uses BoardModule;

    exports banyan.probe to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            ProbeModule;
}

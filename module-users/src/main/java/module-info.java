import banyan.core.BoardModule;
import banyan.users.UsersModule;

/** Owns users: their HTTP resource, their rules and their table. */
module banyan.users {
    requires banyan.core;

    exports banyan.users to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            UsersModule;
}

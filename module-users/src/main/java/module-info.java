import banyan.core.BoardModule;
import banyan.users.UsersModule;

/** Owns users: their HTTP resources, their rules, their passwords and the keys that sign their tokens. */
module banyan.users {
    requires banyan.core;
    requires com.nimbusds.jose.jwt;
    requires org.bouncycastle.provider;
    requires static io.swagger.v3.oas.annotations; // read in the build, to describe the module

    exports banyan.users to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.users to
            com.fasterxml.jackson.databind; // the forms that it gives are known to nobody else

    provides BoardModule with
            UsersModule;
}

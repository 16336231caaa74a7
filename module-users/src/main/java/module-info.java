import banyan.core.BoardModule;
import banyan.users.UsersModule;

/** Owns users: their HTTP resources, rules, passwords and the keys that sign their tokens. */
module banyan.users {
    requires banyan.core;
    requires com.nimbusds.jose.jwt;
    requires org.bouncycastle.provider;
    requires static io.swagger.v3.oas.annotations; // used only in the build, to generate the OpenAPI document

    exports banyan.users to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.users to
            com.fasterxml.jackson.databind; // serializes records that are package-private

    provides BoardModule with
            UsersModule;
}

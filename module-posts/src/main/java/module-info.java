import banyan.core.BoardModule;
import banyan.posts.PostsModule;

/** Owns posts: their HTTP resources, rules and tables. */
module banyan.posts {
    requires banyan.core;
    requires static io.swagger.v3.oas.annotations; // used only in the build, to generate the OpenAPI document

    exports banyan.posts to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.posts to
            com.fasterxml.jackson.databind; // serializes records that are package-private

    provides BoardModule with
            PostsModule;
}

import banyan.core.BoardModule;
import banyan.posts.PostsModule;

/** Owns posts: their HTTP resources, their rules and their tables. */
module banyan.posts {
    requires banyan.core;
    requires static io.swagger.v3.oas.annotations; // read in the build, to describe the module

    exports banyan.posts to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.posts to
            com.fasterxml.jackson.databind; // the forms that it gives are known to nobody else

    provides BoardModule with
            PostsModule;
}

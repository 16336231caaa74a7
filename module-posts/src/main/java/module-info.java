import banyan.core.BoardModule;
import banyan.posts.PostsModule;

/** Owns posts: their HTTP resource, their rules and their table. */
module banyan.posts {
    requires banyan.core;

    exports banyan.posts to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    provides BoardModule with
            PostsModule;
}

import banyan.core.BoardModule;
import banyan.posts.PostsModule;

/** Owns posts: their HTTP resources, their rules and their tables. */
module banyan.posts {
    requires banyan.core;

    exports banyan.posts to
            com.fasterxml.jackson.databind,
            org.glassfish.jersey.core.server;

    opens banyan.posts to
            com.fasterxml.jackson.databind; // the forms that it gives are known to nobody else

    provides BoardModule with
            PostsModule;
}

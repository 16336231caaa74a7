package banyan.posts;

import banyan.core.Feed;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalPosts(PostStore store, Feed feed) implements Posts {
    @Override
    public Optional<PostView> find(long id) {
        return store.find(id);
    }
}

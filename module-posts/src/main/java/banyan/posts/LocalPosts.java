package banyan.posts;

import banyan.core.Feed;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import java.util.Optional;

/** Serves other modules from the store of this module. */
record LocalPosts(PostStore store, Feed feed) implements Posts {
    @Override
    public Optional<PostView> find(long id) {
        return store.find(id);
    }
}

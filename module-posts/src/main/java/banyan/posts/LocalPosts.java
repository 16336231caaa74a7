package banyan.posts;

import banyan.core.Feed;
import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import java.time.Duration;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalPosts(PostStore store, Feed feed) implements Posts {
    @Override
    public Optional<PostView> find(long id) {
        return store.find(id);
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        return feed.changes(after, limit, wait);
    }
}

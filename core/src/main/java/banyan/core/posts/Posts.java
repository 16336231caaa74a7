package banyan.core.posts;

import banyan.core.Feed;
import java.util.Optional;

/** What other modules may ask of posts. */
public interface Posts extends Feed {
    /** Returns the post, or empty if there is none. */
    Optional<PostView> find(long id);
}

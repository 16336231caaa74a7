package banyan.core.posts;

import banyan.core.Feed;
import java.util.Optional;

/** What other modules may ask of posts. */
public interface Posts {
    /** Returns the feed of the module: what changed in it. */
    Feed feed();

    /** Returns the post, or empty if there is none. */
    Optional<PostView> find(long id);
}

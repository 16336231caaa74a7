package banyan.core.posts;

import banyan.core.Feed;
import java.util.Optional;

/** The port of the posts module. */
public interface Posts {
    /** Returns the feed of the module. */
    Feed feed();

    /** Returns the post, or empty if there is none. */
    Optional<PostView> find(long id);
}

package banyan.core.posts;

import java.util.Optional;

/** What other modules may ask of posts. */
public interface Posts {
    /** Returns the post, or empty if there is none. */
    Optional<PostView> find(long id);
}

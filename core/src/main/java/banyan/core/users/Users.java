package banyan.core.users;

import banyan.core.Feed;
import banyan.core.Lineage;
import java.util.List;
import java.util.Optional;

/** What other modules may ask of users. */
public interface Users {
    /** Returns the feed of the module: what changed in it. */
    Feed feed();

    /** Returns the user, also one who has left, or empty if there never was one. */
    Optional<UserView> find(long id);

    /** Returns whether the user may change what others wrote. */
    boolean moderates(long id);

    /** Returns the keys of all tokens that may still be valid. */
    List<TokenKey> keys();

    /** Returns which data it serves: tokens that were issued over others count no more. */
    Lineage lineage();
}

package banyan.core.users;

import banyan.core.Feed;
import banyan.core.Lineage;
import java.util.List;
import java.util.Optional;

/** The port of the users module. */
public interface Users {
    /** Returns the feed of the module. */
    Feed feed();

    /** Returns the user, also a deleted one, or empty if there never was one. */
    Optional<UserView> find(long id);

    /** Returns whether the user is a moderator. */
    boolean moderates(long id);

    /** Returns the keys of all tokens that may still be valid. */
    List<TokenKey> keys();

    /** Returns the lineage of the module's data: tokens that were issued for other data are invalid. */
    Lineage lineage();
}

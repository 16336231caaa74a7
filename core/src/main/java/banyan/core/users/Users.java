package banyan.core.users;

import java.util.Optional;

/** What other modules may ask of users. */
public interface Users {
    /** Returns the user, or empty if there is none. */
    Optional<UserView> find(long id);
}

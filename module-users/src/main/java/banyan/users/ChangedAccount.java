package banyan.users;

import banyan.core.users.UserView;
import java.util.Optional;

/**
 * An account after a change.
 *
 * @param position of the feed, from which new sessions count, if the change ended those before
 */
record ChangedAccount(UserView user, Optional<Long> position) {}

package banyan.users;

import banyan.core.users.UserView;
import java.util.Optional;

/**
 * An account after a change.
 *
 * @param position the feed position from which new sessions are valid; empty unless the change ended the earlier ones
 */
record ChangedAccount(UserView user, Optional<Long> position) {}

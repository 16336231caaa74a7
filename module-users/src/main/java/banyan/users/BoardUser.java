package banyan.users;

import banyan.core.users.UserView;
import java.time.Instant;

/** A user in the board's own representation. */
record BoardUser(long id, String username, String name, String bio, Instant joinedAt) {
    static BoardUser of(UserView user) {
        return new BoardUser(user.id(), user.username(), user.name(), user.bio(), user.joinedAt());
    }
}

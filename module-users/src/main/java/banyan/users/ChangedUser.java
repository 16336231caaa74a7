package banyan.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user after a change, in the board's own representation. A change of the password ends all sessions: then it includes
 * the token of a new session.
 */
record ChangedUser(
        long id,
        String username,
        String name,
        String bio,
        Instant joinedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt) {
    static ChangedUser of(BoardUser user, Token token) {
        return new ChangedUser(
                user.id(), user.username(), user.name(), user.bio(), user.joinedAt(), token.token(), token.expiresAt());
    }

    /** Omits the token, which is a secret. */
    @Override
    public String toString() {
        return "ChangedUser[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}

package banyan.core.database.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Limits logins with a password that the server has just rejected: the server may lock the role for many attempts. */
final class LoginBackoff {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private @Nullable String password;
    private @Nullable SQLException rejection;
    private long rejectedAt;

    /**
     * Returns if the password may be tried.
     *
     * @throws SQLException the server's last rejection of this password
     */
    synchronized void check(@Nullable String next) throws SQLException {
        if (rejection != null && Objects.equals(next, password) && System.nanoTime() - rejectedAt < PAUSE.toNanos()) {
            throw new SQLException(rejection.getMessage(), rejection.getSQLState());
        }
    }

    synchronized void begin(@Nullable String wrong, SQLException failure) {
        password = wrong;
        rejection = failure;
        rejectedAt = System.nanoTime();
    }
}

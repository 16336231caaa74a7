package banyan.core.database.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps a server from being asked over and over with a password that it has just refused: it may lock the role for that. */
final class LoginBackoff {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private @Nullable String password;
    private @Nullable SQLException refusal;
    private long refused;

    /**
     * Returns if the password may be tried.
     *
     * @throws SQLException what the server said of it a moment ago
     */
    synchronized void check(@Nullable String next) throws SQLException {
        if (refusal != null && Objects.equals(next, password) && System.nanoTime() - refused < PAUSE.toNanos()) {
            throw new SQLException(refusal.getMessage(), refusal.getSQLState());
        }
    }

    synchronized void begin(@Nullable String wrong, SQLException said) {
        password = wrong;
        refusal = said;
        refused = System.nanoTime();
    }
}

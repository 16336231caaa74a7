package banyan.launcher.replica;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What is known of a copy without using its database, for metrics.
 *
 * @param role such as {@code standby}
 * @param epoch grows with each change of the home
 * @param behind the time since a standby had all revisions of its home; zero at the home
 * @param rows that it has taken over since the start of this process
 * @param bytes that they came in
 * @param lastFence how long the last exchange of the roles kept the module without a home; zero before one
 * @param lags how many revisions each of its standbys is behind
 */
public record CopyUse(
        String role, long epoch, Duration behind, long rows, long bytes, Duration lastFence, Map<UUID, Long> lags) {
    public CopyUse {
        lags = Map.copyOf(lags);
    }
}

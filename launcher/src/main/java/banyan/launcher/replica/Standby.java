package banyan.launcher.replica;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * A copy that follows this process, as its last request described it.
 *
 * @param copy its id
 * @param board the address of its board, where requests of the module would go
 * @param admin the address of its admin port, where this process would follow it
 * @param revision the last revision that it has
 * @param verified the last revision at which it had the same rows as the home; 0 before the first comparison
 * @param seen when it sent that request, or has responded since, in {@link System#nanoTime()}
 */
record Standby(UUID copy, URI board, URI admin, long revision, long verified, long seen) {
    /** A standby that has not asked for longer has gone: it asks every few seconds, but when it compares all rows. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    Standby seenNow() {
        return new Standby(copy, board, admin, revision, verified, System.nanoTime());
    }

    boolean isPresent() {
        return System.nanoTime() - seen < LONGEST.toNanos();
    }
}

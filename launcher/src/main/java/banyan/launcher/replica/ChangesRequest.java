package banyan.launcher.replica;

import banyan.core.transfer.ReplicaPosition;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * The request of a standby for the changes after its state.
 *
 * @param copy the id of the standby
 * @param board the address of its board
 * @param admin its admin address
 * @param from its state
 * @param epoch the epoch that it knows
 * @param verified the last revision at which all its rows were those of the home
 * @param isCompared whether it wants digests of all rows
 * @param longest how long to wait while there is no change
 */
public record ChangesRequest(
        UUID copy,
        URI board,
        URI admin,
        ReplicaPosition from,
        long epoch,
        long verified,
        boolean isCompared,
        Duration longest) {
    /** The request header with the id of the standby. */
    public static final String COPY = "Banyan-Copy";

    /** The longest wait. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    Standby standby() {
        return new Standby(copy, board, admin, from.revision(), verified, System.nanoTime());
    }
}

package banyan.launcher.http.connection;

import banyan.launcher.http.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, and pauses after a failure, such as a lack of file descriptors: the kernel would report the waiting
 * connection again and again.
 */
public final class Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final RateLimitedWarning warning = new RateLimitedWarning(LOG);
    private volatile @Nullable TCPNIOServerConnection paused;
    private volatile long since;

    void accept(TCPNIOServerConnection listener) throws IOException {
        try {
            listener.onAccept();
        } catch (IOException e) {
            warning.warn(
                    "No connection can be accepted now ({}); waiting connections are accepted later", e.toString());
            listener.disableIOEvent(IOEvent.SERVER_ACCEPT);
            since = System.nanoTime();
            paused = listener;
        }
    }

    /** Accepts again after a pause. The clock of the port calls this at intervals. */
    public void resume() {
        var listener = paused;
        if (listener != null && System.nanoTime() - since > PAUSE) {
            paused = null;
            try {
                listener.enableIOEvent(IOEvent.SERVER_ACCEPT);
            } catch (IOException e) {
                LOG.debug("The port no longer listens", e);
            }
        }
    }
}

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
 * Accepts connections. While that fails, such as without a file descriptor, the kernel says again and again that one waits:
 * so it pauses.
 */
public final class Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final RateLimitedWarning reminder = new RateLimitedWarning(LOG);
    private volatile @Nullable TCPNIOServerConnection paused;
    private volatile long since;

    void accept(TCPNIOServerConnection listener) throws IOException {
        try {
            listener.onAccept();
        } catch (IOException e) {
            reminder.warn("No connection can be accepted now ({}); those that wait are accepted later", e.toString());
            listener.disableIOEvent(IOEvent.SERVER_ACCEPT);
            since = System.nanoTime();
            paused = listener;
        }
    }

    /** Goes on after a pause. Called again and again. */
    public void goOn() {
        var listener = paused;
        if (listener != null && System.nanoTime() - since > PAUSE) {
            paused = null;
            try {
                listener.enableIOEvent(IOEvent.SERVER_ACCEPT);
            } catch (IOException e) {
                LOG.debug("The port does not listen any more", e);
            }
        }
    }
}

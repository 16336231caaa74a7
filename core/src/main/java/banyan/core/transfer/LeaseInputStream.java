package banyan.core.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * What a transaction reads while it has the turn to write: as long as something arrives, the server does not take it for one
 * that has died.
 */
final class LeaseInputStream extends FilterInputStream {
    /** Longer waiting for one piece of it is for those to bound who know where it comes from. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Handle handle;
    private long last = System.nanoTime();

    LeaseInputStream(Handle handle, InputStream from) {
        super(from);
        this.handle = handle;
    }

    @Override
    public int read() throws IOException {
        renew();
        return in.read();
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
        renew();
        return in.read(to, offset, most);
    }

    private void renew() {
        if (System.nanoTime() - last >= PAUSE.toNanos()) {
            handle.execute("SELECT 1");
            last = System.nanoTime();
        }
    }
}

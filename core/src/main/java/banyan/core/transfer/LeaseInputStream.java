package banyan.core.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * The input of a transaction that has the write lock. While bytes arrive, it keeps the server from ending the
 * transaction as idle.
 */
public final class LeaseInputStream extends FilterInputStream {
    /** The interval of renewals. A longer wait for bytes is bounded by the code that opened the source. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private final Handle handle;
    private long last = System.nanoTime();

    public LeaseInputStream(Handle handle, InputStream from) {
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
        if (System.nanoTime() - last >= RENEWAL.toNanos()) {
            handle.execute("SELECT 1");
            last = System.nanoTime();
        }
    }
}

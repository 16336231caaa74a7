package banyan.launcher.replica;

import banyan.core.transfer.ReplicaStream;
import banyan.launcher.replica.client.HomeClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how many rows of a copy have arrived, every other second: an operator waits for it. */
final class CopyLog extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(CopyLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String module;
    private final long start = System.nanoTime();
    private long next = start + PAUSE.toNanos();
    private @Nullable ReplicaStream rows;

    CopyLog(String module, InputStream in) {
        super(in);
        this.module = module;
    }

    /** Begins to read the rows. */
    ReplicaStream begin() throws IOException {
        var stream = ReplicaStream.begin(this);
        rows = stream;
        return stream;
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
        int read = super.read(to, offset, most);
        if (rows != null && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + PAUSE.toNanos();
            LOG.info("{}: {} rows copied so far", module, rows.rows());
        }
        return read;
    }

    /** Logs the result, once the rows are where they should be. */
    void done(ReplicaStream copied, HomeClient home) {
        LOG.info(
                "{}: {} rows ({} bytes) copied from {} in {} ms",
                module,
                Math.max(0, copied.rows() - 2), // the first and the last line are no rows
                copied.bytes(),
                home,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}

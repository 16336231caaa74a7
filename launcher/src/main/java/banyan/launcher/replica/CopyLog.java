package banyan.launcher.replica;

import banyan.launcher.replica.client.HomeClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how many rows of a copy have arrived, every other second: an operator waits for it. */
final class CopyLog extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(CopyLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String module;
    private final long start = System.nanoTime();
    private long rows;
    private long bytes;
    private long next = start + PAUSE.toNanos();

    CopyLog(String module, InputStream in) {
        super(in);
        this.module = module;
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
        int read = super.read(to, offset, most);
        bytes += Math.max(0, read);
        for (int i = offset; i < offset + read; i++) {
            if (to[i] == '\n') {
                rows++;
            }
        }
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + PAUSE.toNanos();
            LOG.info("{}: {} rows copied so far", module, rows);
        }
        return read;
    }

    /** Logs the result, once the rows are where they should be. */
    void done(HomeClient home) {
        LOG.info(
                "{}: {} rows ({} bytes) copied from {} in {} ms",
                module,
                Math.max(0, rows - 2), // the first and the last line are no rows
                bytes,
                home,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}

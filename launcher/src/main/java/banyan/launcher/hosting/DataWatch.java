package banyan.launcher.hosting;

import banyan.core.DataStore;
import banyan.core.FatalError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks every second whether a module can read and write its data: readiness must not wait for a request that fails. */
final class DataWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A check that takes longer is a failure: the database does not respond. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String module;
    private final DataStore data;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> failure = Optional.empty();
    private volatile long checkedAt = System.nanoTime();

    private DataWatch(String module, DataStore data) {
        this.module = module;
        this.data = data;
        thread = new Thread(this::run, module + "-watch");
        thread.setDaemon(true);
        thread.setContextClassLoader(DataWatch.class.getClassLoader());
    }

    /** Starts to check. */
    static DataWatch start(String module, DataStore data) {
        var watch = new DataWatch(module, data);
        watch.thread.start();
        return watch;
    }

    /** The reason why the data cannot be read or written, as of the last check; empty if they can. */
    Optional<String> trouble() {
        long silence = System.nanoTime() - checkedAt;
        return silence > LONGEST.plus(PAUSE).toNanos()
                ? Optional.of("its database has not responded for " + TimeUnit.NANOSECONDS.toSeconds(silence) + " s")
                : failure.or(data::failureReason);
    }

    /** Does not interrupt the thread, which would close the file of H2. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted");
        }
    }

    /** No failure ends this thread: its last result would stand for ever. */
    private void look() {
        try {
            data.check();
            failure = Optional.empty();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.warn("The database of {} cannot be checked", module, e);
            failure = Optional.of("its database cannot be checked: " + e);
        }
        checkedAt = System.nanoTime();
    }
}

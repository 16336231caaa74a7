package banyan.launcher.hosting;

import banyan.core.DataStore;
import banyan.core.FatalError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether a module's data can be read and written: readiness must not wait for a request that fails. */
final class DataWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A look that takes longer is trouble by itself: a database that says nothing. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final String module;
    private final DataStore data;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> failure = Optional.empty();
    private volatile long looked = System.nanoTime();

    private DataWatch(String module, DataStore data) {
        this.module = module;
        this.data = data;
        thread = new Thread(this::run, module + "-watch");
        thread.setDaemon(true);
        thread.setContextClassLoader(DataWatch.class.getClassLoader());
    }

    /** Looks from now on. */
    static DataWatch start(String module, DataStore data) {
        var watch = new DataWatch(module, data);
        watch.thread.start();
        return watch;
    }

    /** Why the data cannot be read or written, as far as it is known; empty if they can. */
    Optional<String> trouble() {
        long silence = System.nanoTime() - looked;
        return silence > LONGEST.plus(PAUSE).toNanos()
                ? Optional.of("its database has not answered for " + TimeUnit.NANOSECONDS.toSeconds(silence) + " s")
                : failure.or(data::trouble);
    }

    /** To interrupt a thread that reads would close H2's file. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(LEAVE.toMillis());
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
            LOG.debug("interrupted, which nobody does");
        }
    }

    /** Nothing that goes wrong ends this thread: what it said last would be believed for ever. */
    private void look() {
        try {
            data.look();
            failure = Optional.empty();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.warn("The database of {} cannot be looked at", module, e);
            failure = Optional.of("its database cannot be looked at: " + e);
        }
        looked = System.nanoTime();
    }
}

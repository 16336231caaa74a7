package banyan.launcher.http.server;

import banyan.core.FatalError;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a port beside its selectors and workers: its clock, and Grizzly's own timeouts. */
final class PortThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortThreads.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final ScheduledExecutorService clock;
    private final DelayedExecutor timeouts;

    PortThreads(int port) {
        clock = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "clock-" + port));
        timeouts = new DelayedExecutor(Executors.newSingleThreadExecutor(work -> daemon(work, "timeouts-" + port)));
    }

    DelayedExecutor startedTimeouts() {
        timeouts.start();
        return timeouts;
    }

    /** Runs this four times a second. */
    void schedule(Runnable task) {
        var unused = clock.scheduleWithFixedDelay(
                () -> runSafely(task), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the clock silently. */
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("The clock of the port has failed, and continues", e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        timeouts.destroy();
    }
}

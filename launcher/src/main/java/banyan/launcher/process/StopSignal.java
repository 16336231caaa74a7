package banyan.launcher.process;

import banyan.launcher.logs.Logs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM or SIGINT. The JVM would end with code 143 when its shutdown hooks have run. This hook waits until the program has
 * ended by itself, and then ends the JVM with the program's exit code.
 */
public final class StopSignal {
    /** During a start, no request has to be finished. */
    private static final Duration DURING_START = Duration.ofMillis(1_500);

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Duration timeout = DURING_START;
    private volatile int exitCode = Exit.OK;

    /** Starts to listen for the signals. */
    public static StopSignal listen() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::arrived, "stop"));
        return signal;
    }

    /** The program serves from now on, and a stop may take this long. */
    public void serving(Duration drain) {
        timeout = drain.plus(GRACE);
        exitCode = Exit.FAILED; // unless it ends by itself
    }

    /**
     * Ends the start if the process has been told to stop.
     *
     * @throws Stopped if a signal has arrived
     */
    public void check() {
        if (signalled.getCount() == 0) {
            throw new Stopped();
        }
    }

    /**
     * Waits for this time.
     *
     * @throws Stopped if a signal arrives during it
     */
    public void pause(Duration time) {
        try {
            if (signalled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    public void await() throws InterruptedException {
        signalled.await();
    }

    /** The program has ended with this code, so the JVM may end too. */
    public void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void arrived() {
        if (ended.getCount() == 0) {
            return; // the program ended by itself, with a code of its own
        }
        signalled.countDown();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Logs.flush(); // if it could not end by itself
        Runtime.getRuntime().halt(exitCode);
    }

    /** The timeout becomes longer if the program begins to serve meanwhile. */
    private void awaitEnd() throws InterruptedException {
        long start = System.nanoTime();
        boolean isOver = false;
        while (!isOver && System.nanoTime() - start < timeout.toNanos()) {
            isOver = ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the start before the board is ready. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Stopped() {
            super("stopped", null, false, false);
        }
    }
}

package banyan.launcher.process;

import banyan.launcher.logs.Logs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of the outside that the program ends: SIGTERM or SIGINT. The JVM would end with code 143 while its hooks run;
 * this one holds it until the program has ended by itself, and gives the code that it ended with.
 */
public final class StopSignal {
    /** While starting, there is nobody to wait for. */
    private static final Duration DURING_START = Duration.ofMillis(1_500);

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Duration patience = DURING_START;
    private volatile int exitCode = Exit.OK;

    /** Listens from now on. */
    public static StopSignal listen() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::arrived, "stop"));
        return signal;
    }

    /** The program serves from now on, and may take this long to end. */
    public void serving(Duration drain) {
        patience = drain.plus(GRACE);
        exitCode = Exit.FAILED; // unless it ends by itself
    }

    /**
     * @throws Stopped if the end is wished
     */
    public void check() {
        if (wished.getCount() == 0) {
            throw new Stopped();
        }
    }

    /**
     * Waits, for this long at most.
     *
     * @throws Stopped if the end is wished meanwhile
     */
    public void pause(Duration time) {
        try {
            if (wished.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    public void await() throws InterruptedException {
        wished.await();
    }

    /** The program has ended with this code; now the JVM may. */
    public void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void arrived() {
        if (ended.getCount() == 0) {
            return; // the program ended by itself, with a code of its own
        }
        wished.countDown();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Logs.flush(); // if it could not end by itself
        Runtime.getRuntime().halt(exitCode);
    }

    /** The program may begin to serve while this waits, and then has more time. */
    private void awaitEnd() throws InterruptedException {
        long start = System.nanoTime();
        boolean isOver = false;
        while (!isOver && System.nanoTime() - start < patience.toNanos()) {
            isOver = ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Leaves the start-up half-way. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Stopped() {
            super("stopped", null, false, false);
        }
    }
}

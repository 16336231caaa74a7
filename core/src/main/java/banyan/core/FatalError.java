package banyan.core;

import java.time.Duration;

/**
 * Ends the process where it cannot go on: what failed half-way when memory had run out is in a state that nobody knows, and a
 * thread that has died is missed by nobody.
 */
public final class FatalError {
    private static final int FAILED = 1;

    /** Causes that are looked at: a chain may be a ring. */
    private static final int CAUSES = 100;

    /** What standard error is waited for: where nobody reads it, to write may wait for ever. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private FatalError() {}

    /** Ends the process with 1 if this is, or comes of, memory that has run out. To be asked wherever an error is caught. */
    public static void check(Throwable failure) {
        var cause = failure;
        for (int i = 0; cause != null && i < CAUSES; i++) {
            if (cause instanceof OutOfMemoryError memory) {
                end(() -> say("out of memory", memory));
            }
            cause = cause.getCause();
        }
    }

    /** What becomes of a thread whose work has thrown something that nobody caught. */
    public static void uncaught(Thread thread, Throwable failure) {
        check(failure);
        end(() -> {
            failure.printStackTrace();
            say("the thread " + thread.getName() + " has died", failure);
        });
    }

    private static void say(String what, Throwable failure) {
        System.err.println("banyan: " + what + " (" + failure + "): the process ends");
    }

    /** At once: a database is as safe as if the process had been killed, and who waits for others may wait for ever. */
    private static void end(Runnable lastWords) {
        try {
            var thread = new Thread(lastWords, "last-words");
            thread.setDaemon(true);
            thread.start();
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}

package banyan.core;

import java.time.Duration;

/**
 * Ends the process after a failure that it cannot survive. After an OutOfMemoryError the state of the program is
 * unknown, and nothing replaces a dead thread.
 */
public final class FatalError {
    private static final int FAILED = 1;

    /** The maximum number of causes to check: a chain of causes may be a ring. */
    private static final int MAX_CAUSES = 100;

    /** The timeout for writing to standard error, which may block for ever if nobody reads it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private FatalError() {}

    /**
     * Ends the process with exit code 1 if an OutOfMemoryError is the failure or one of its causes. Every handler of an
     * error has to call this.
     */
    public static void check(Throwable failure) {
        var cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof OutOfMemoryError memory) {
                end(() -> say("out of memory", memory));
            }
            cause = cause.getCause();
        }
    }

    /** Ends the process after an uncaught failure of a thread. */
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

    /**
     * Halts without shutdown hooks, which may wait for ever. This is as safe for a database as a kill of the process.
     */
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

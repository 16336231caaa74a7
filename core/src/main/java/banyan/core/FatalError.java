package banyan.core;

/**
 * Ends the process where it cannot go on: what failed half-way when memory had run out is in a state that nobody knows, and a
 * thread that has died is missed by nobody.
 */
public final class FatalError {
    private static final int FAILED = 1;

    private FatalError() {}

    /** Ends the process with 1 if this is, or comes of, memory that has run out. To be asked wherever an error is caught. */
    public static void check(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                end("out of memory", cause);
            }
        }
    }

    /** What becomes of a thread whose work has thrown something that nobody caught. */
    public static void uncaught(Thread thread, Throwable failure) {
        check(failure);
        failure.printStackTrace();
        end("the thread " + thread.getName() + " has died", failure);
    }

    /** At once: a database is as safe as if the process had been killed, and who waits for others may wait for ever. */
    private static void end(String what, Throwable failure) {
        try {
            System.err.println("banyan: " + what + " (" + failure + "): the process ends");
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}

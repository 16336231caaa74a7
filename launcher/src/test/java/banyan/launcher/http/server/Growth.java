package banyan.launcher.http.server;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Measures how processor time grows with the length of the input. */
public final class Growth {
    /** The growth of linear work. Quadratic work has 256. */
    public static final int LINEAR = 16;

    /** A bound far from both, because measurements are not exact. */
    public static final int BOUND = 64;

    /** The maximum number of characters in the head of a request. */
    private static final int LONG = 16_384;

    private static final int ROUNDS = 7;
    private static final long ENOUGH = 1_000_000;

    private Growth() {}

    /** Returns the ratio of the times for an input of 16 KiB and for a sixteenth of it. */
    public static double of(Input input, Consumer<String> work) {
        var whole = input.of(LONG);
        var part = input.of(LONG / LINEAR);
        double most = Double.MAX_VALUE;
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, nanos(part, work));
            most = Math.min(most, nanos(whole, work));
        }
        return most / least;
    }

    /** Returns an input of a length. */
    @FunctionalInterface
    public interface Input {
        String of(int length);
    }

    /** Returns the processor time of this thread in nanoseconds, which other load does not affect. */
    private static double nanos(String input, Consumer<String> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long took = 0;
        int times = 0;
        while (took < ENOUGH) {
            work.accept(input);
            times++;
            took = threads.getCurrentThreadCpuTime() - start;
        }
        return (double) took / times;
    }
}

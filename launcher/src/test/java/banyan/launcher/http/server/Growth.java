package banyan.launcher.http.server;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** How the processor time of some work grows with its input. */
public final class Growth {
    /** For what takes squares of the length it is 256. */
    public static final int LINEAR = 16;

    /** Far from both: what is measured is never exact. */
    public static final int MOST = 64;

    /** Characters: the longest head of a request. */
    private static final int LONG = 16_384;

    private static final int ROUNDS = 7;
    private static final long ENOUGH = 1_000_000;

    private Growth() {}

    /** How many times as long it takes for an input of 16 KiB as for a sixteenth of it. */
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

    /** Makes an input. */
    @FunctionalInterface
    public interface Input {
        String of(int length);
    }

    /** Nanoseconds of this thread, whoever else uses the processors. */
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

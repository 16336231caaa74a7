package banyan.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how many rows have gone by, once a second: nothing about what is done sooner. */
final class Progress implements LongConsumer {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final String what;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long next;

    Progress(String what) {
        this(what, System.err, System::nanoTime);
    }

    Progress(String what, PrintStream out, LongSupplier nanoTime) {
        this.what = what;
        this.out = out;
        this.nanoTime = nanoTime;
        next = nanoTime.getAsLong() + PAUSE;
    }

    @Override
    public void accept(long rows) {
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            out.println("banyan: " + what + ": " + rows + " rows so far");
            next = now + PAUSE;
        }
    }
}

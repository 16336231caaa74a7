package banyan.launcher.cli.data;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Prints the number of rows once a second, one line of the data each. A command that ends sooner prints its result alone. */
public final class Progress {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final String what;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long lines;
    private int streams;
    private long next;
    private volatile boolean hasBegun;

    public Progress(String what) {
        this(what, System.err, System::nanoTime);
    }

    Progress(String what, PrintStream out, LongSupplier nanoTime) {
        this.what = what;
        this.out = out;
        this.nanoTime = nanoTime;
        next = nanoTime.getAsLong() + PAUSE;
    }

    /** Prints the result, once all rows are where they should be. */
    public void done(String where) {
        out.println("banyan: " + what + ": " + rows() + " rows " + where);
    }

    /** The input, which prints what it waits for if the first read takes a second: an operator would see nothing. */
    public InputStream of(InputStream in, String whatFor) {
        return new FilterInputStream(of(in)) {
            private boolean isAsked;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (!isAsked) {
                    isAsked = true;
                    sayIfItWaits(whatFor);
                }
                return super.read(bytes, offset, length);
            }
        };
    }

    private void sayIfItWaits(String whatFor) {
        var waiting = new Thread(() -> sayUnlessRead(whatFor), "waiting");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void sayUnlessRead(String whatFor) {
        try {
            Thread.sleep(Duration.ofNanos(PAUSE).toMillis());
            if (!hasBegun) {
                out.println("banyan: " + what + ": waits for " + whatFor);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long rows() {
        return Math.max(0, lines - 2L * Math.max(1, streams)); // the first and the last line of each stream are no rows
    }

    /** Counts the lines of a stream: one of several that follow each other. */
    public InputStream of(InputStream in) {
        streams++;
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                count(bytes, offset, read);
                return read;
            }
        };
    }

    public OutputStream of(OutputStream to) {
        streams++;
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                count(bytes, offset, length);
            }
        };
    }

    private void count(byte[] bytes, int offset, int length) {
        hasBegun = true;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            out.println("banyan: " + what + ": " + Math.max(0, lines - 1) + " rows so far");
            next = now + PAUSE;
        }
    }
}

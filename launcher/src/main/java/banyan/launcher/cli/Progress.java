package banyan.launcher.cli;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says how many rows have gone by, a line each after that of the head, once a second: nothing about what is done sooner. */
final class Progress {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final String what;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long lines;
    private long next;
    private volatile boolean hasBegun;

    Progress(String what) {
        this(what, System.err, System::nanoTime);
    }

    Progress(String what, PrintStream out, LongSupplier nanoTime) {
        this.what = what;
        this.out = out;
        this.nanoTime = nanoTime;
        next = nanoTime.getAsLong() + PAUSE;
    }

    /** All has gone by, and is where it should be. */
    void done(String where) {
        out.println("banyan: " + what + ": " + rows() + " rows " + where);
    }

    /** Says after a second that nothing has come by: at a terminal, one would wait without a word. */
    void sayIfItWaits(String whatFor) {
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
        return Math.max(0, lines - 2); // the head and the end are none
    }

    InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                int read = super.read(octets, offset, length);
                count(octets, offset, read);
                return read;
            }
        };
    }

    OutputStream of(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                out.write(octets, offset, length);
                count(octets, offset, length);
            }
        };
    }

    private void count(byte[] octets, int offset, int length) {
        hasBegun = true;
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] == '\n') {
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

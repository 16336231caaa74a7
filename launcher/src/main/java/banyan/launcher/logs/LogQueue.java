package banyan.launcher.logs;

import banyan.core.FatalError;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lines that wait to be written. A thread that logs never waits. If the reader of the log stops, lines of information are
 * dropped when only a quarter of the places is left, and warnings and errors when none is left. The number of dropped lines is
 * logged when the reader continues.
 */
final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int PLACES = 4_096;
    private static final int RESERVED = PLACES / 4;
    private static final int AT_ONCE = 256;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final LinkedBlockingQueue<ILoggingEvent> queue = new LinkedBlockingQueue<>(PLACES);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Repetitions repetitions = new Repetitions();
    private final LogWriter writer;
    private long said;

    public LogQueue(LogWriter writer) {
        this.writer = writer;
    }

    @Override
    public void start() {
        var thread = new Thread(this::write, "log");
        thread.setDaemon(true);
        thread.start();
        super.start();
    }

    @Override
    protected void append(ILoggingEvent line) {
        repetitions.news(line).ifPresent(this::add);
    }

    private void add(ILoggingEvent line) {
        boolean isSpared = line.getLevel().isGreaterOrEqual(Level.WARN);
        line.prepareForDeferredProcessing();
        if ((isSpared || queue.remainingCapacity() > RESERVED) && queue.offer(line)) {
            added.incrementAndGet();
        } else {
            dropped.incrementAndGet();
        }
    }

    /** The number of lines that were dropped so far. */
    public long dropped() {
        return dropped.get();
    }

    /** Waits until the lines that were logged before are written, for this time at most, as there may be no reader. */
    public void flush(Duration most) {
        long last = added.get();
        long end = System.nanoTime() + most.toNanos();
        synchronized (done) {
            while (done.get() < last && System.nanoTime() < end) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(done, Math.max(1, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** A failure loses these lines, but never ends the thread, without which nothing would be logged any more. */
    private void write() {
        var lines = new ArrayList<ILoggingEvent>(AT_ONCE);
        while (true) {
            int taken = 0;
            try {
                taken = take(lines);
                sayDropped();
                repetitions.ended().forEach(writer::add);
                lines.forEach(writer::add);
                writer.flush();
            } catch (Exception | Error e) {
                dropped.addAndGet(taken);
                FatalError.check(e);
            } finally {
                lines.clear();
                wrote(taken);
            }
        }
    }

    private int take(List<ILoggingEvent> lines) throws InterruptedException {
        var first = queue.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            lines.add(first);
            queue.drainTo(lines, AT_ONCE - 1);
        }
        return lines.size();
    }

    private void wrote(int number) {
        synchronized (done) {
            done.addAndGet(number);
            done.notifyAll();
        }
    }

    private void sayDropped() {
        long now = dropped.get();
        if (now > said) {
            writer.add(Lines.warning((now - said) + " lines of the log were dropped here, as nobody read them"));
            said = now;
        }
    }
}

package banyan.launcher.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The lines of the last minute by a key. If there are too many, the least recently seen line is forgotten. */
final class RecentLines {
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 256;
    private static final int LONGEST = 200;

    /** A line, the time when it may be written again, and the number of repetitions that were suppressed since. */
    private record Known(Level level, String message, long until, long times) {
        Known more(int number) {
            return new Known(level, message, until, times + number);
        }

        boolean isOver(long now) {
            return now - until >= 0;
        }

        ILoggingEvent line() {
            var shown = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
            return Lines.of(level, times + " times more within a minute: " + shown);
        }
    }

    private final LongSupplier nanoTime;

    /** In the order in which they were seen. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    /** Suppressed lines that were then forgotten, until the next report. */
    private final List<Known> forgotten = new ArrayList<>();

    RecentLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the line was there within the minute. Counts it if so, and remembers it if not. */
    synchronized boolean contains(String key, ILoggingEvent line, int counted) {
        long now = nanoTime.getAsLong();
        var before = known.get(key);
        if (before != null && !before.isOver(now)) {
            known.put(key, before.more(counted));
            return true;
        }
        if (before != null) {
            forget(before);
        } else if (known.size() >= MOST) {
            var lines = known.values().iterator();
            forget(lines.next());
            lines.remove();
        }
        known.put(key, new Known(line.getLevel(), line.getFormattedMessage(), now + PERIOD, 0));
        return false;
    }

    /** Returns a line for each suppressed one, once its minute is over or it has made room. */
    synchronized List<ILoggingEvent> ended() {
        long now = nanoTime.getAsLong();
        known.values().removeIf(one -> {
            boolean isOver = one.isOver(now);
            if (isOver) {
                forget(one);
            }
            return isOver;
        });
        var lines = forgotten.stream().map(Known::line).toList();
        forgotten.clear();
        return lines;
    }

    /** Bounded, because no report is made while no process reads the log. */
    private void forget(Known one) {
        if (one.times() > 0 && forgotten.size() < MOST) {
            forgotten.add(one);
        }
    }
}

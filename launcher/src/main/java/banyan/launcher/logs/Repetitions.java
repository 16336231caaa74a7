package banyan.launcher.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Warnings and errors that were there already within the last minute: a client may cause as many as it likes. The same line
 * is left out, and counted; another line with the same stack trace is written without that.
 */
final class Repetitions {
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    private static final int KNOWN = 256;
    private static final int LONGEST = 200;

    /** When a line may be written again, and how often it was left out since it was written. */
    private record Known(Level level, String message, long until, long times) {
        Known more(int number) {
            return new Known(level, message, until, times + number);
        }
    }

    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new LinkedHashMap<>();

    Repetitions() {
        this(System::nanoTime);
    }

    Repetitions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The line, or as much of it as is new; empty if nothing is. */
    Optional<ILoggingEvent> news(ILoggingEvent line) {
        if (!line.getLevel().isGreaterOrEqual(Level.WARN)) {
            return Optional.of(line);
        }
        if (isKnown(line, line.getLoggerName() + " " + line.getFormattedMessage(), 1)) {
            return Optional.empty();
        }
        var failure = line.getThrowableProxy();
        boolean isTraceKnown = failure != null && isKnown(line, trace(failure), 0);
        return Optional.of(isTraceKnown ? Lines.withoutTrace(line) : line);
    }

    /** The same place may fail with another message each time. */
    private static String trace(IThrowableProxy failure) {
        var steps = failure.getStackTraceElementProxyArray();
        return failure.getClassName() + (steps.length == 0 ? "" : steps[0].getSTEAsString());
    }

    /** Counts it if so. */
    private boolean isKnown(ILoggingEvent line, String key, int counted) {
        synchronized (known) {
            var before = known.get(key);
            if (before != null && nanoTime.getAsLong() - before.until() < 0) {
                known.put(key, before.more(counted));
                return true;
            }
            if (known.size() < KNOWN) {
                var message = line.getFormattedMessage();
                known.put(key, new Known(line.getLevel(), message, nanoTime.getAsLong() + PERIOD, 0));
            }
            return false;
        }
    }

    /** A line for each that was left out, once its minute is over. */
    List<ILoggingEvent> ended() {
        var lines = new ArrayList<ILoggingEvent>();
        synchronized (known) {
            known.values().removeIf(one -> {
                boolean isOver = nanoTime.getAsLong() - one.until() >= 0;
                if (isOver && one.times() > 0) {
                    lines.add(Lines.of(one.level(), one.times() + " times more within a minute: " + shown(one)));
                }
                return isOver;
            });
        }
        return lines;
    }

    private static String shown(Known one) {
        return one.message().length() <= LONGEST ? one.message() : one.message().substring(0, LONGEST) + "…";
    }
}

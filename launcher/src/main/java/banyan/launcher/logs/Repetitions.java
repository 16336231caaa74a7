package banyan.launcher.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Leaves out warnings and errors that were logged already within the last minute, because a client can cause any number of them.
 * The same line is counted instead. Another line with the same stack trace is written without the trace.
 */
final class Repetitions {
    private final RecentLines lines;

    /** Apart from the others: each failed request has a line of its own, which would take all places. */
    private final RecentLines failures;

    private final RecentLines traces;

    Repetitions() {
        this(System::nanoTime);
    }

    Repetitions(LongSupplier nanoTime) {
        lines = new RecentLines(nanoTime);
        failures = new RecentLines(nanoTime);
        traces = new RecentLines(nanoTime);
    }

    /** The line, or as much of it as is new; empty if nothing is. */
    Optional<ILoggingEvent> news(ILoggingEvent line) {
        if (!line.getLevel().isGreaterOrEqual(Level.WARN)) {
            return Optional.of(line);
        }
        var failure = line.getThrowableProxy();
        var known = failure == null ? lines : failures;
        if (known.contains(line.getLoggerName() + " " + line.getFormattedMessage(), line, 1)) {
            return Optional.empty();
        }
        boolean isTraceKnown = failure != null && traces.contains(line.getLoggerName() + " " + trace(failure), line, 0);
        return Optional.of(isTraceKnown ? Lines.withoutTrace(line) : line);
    }

    /** The same place may fail with another message each time. */
    private static String trace(IThrowableProxy failure) {
        var steps = failure.getStackTraceElementProxyArray();
        return failure.getClassName() + (steps.length == 0 ? "" : steps[0].getSTEAsString());
    }

    /** Returns a line for each suppressed one, once its minute is over. */
    List<ILoggingEvent> ended() {
        return Stream.of(lines, failures, traces)
                .flatMap(recent -> recent.ended().stream())
                .toList();
    }
}

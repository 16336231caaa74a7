package banyan.launcher.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.LoggerFactory;

/** Lines about the log itself. */
final class Lines {
    private Lines() {}

    static ILoggingEvent warning(String message) {
        return of(Level.WARN, message);
    }

    /** The line names the failure instead. */
    static ILoggingEvent withoutTrace(ILoggingEvent line) {
        var failure = line.getThrowableProxy();
        var logger = (Logger) LoggerFactory.getLogger(line.getLoggerName());
        var message = line.getFormattedMessage() + " (as before: " + failure.getClassName() + ": "
                + failure.getMessage() + ")";
        return new LoggingEvent(Lines.class.getName(), logger, line.getLevel(), message, null, null);
    }

    static ILoggingEvent of(Level level, String message) {
        var logger = (Logger) LoggerFactory.getLogger("banyan.log");
        return new LoggingEvent(Lines.class.getName(), logger, level, message, null, null);
    }
}

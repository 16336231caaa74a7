package banyan.launcher.http;

import banyan.core.OncePerMinute;
import org.slf4j.Logger;

/** Logs a warning about a frequent event, once a minute at most. */
public final class RateLimitedWarning {
    private final Logger log;
    private final OncePerMinute lines = new OncePerMinute();

    public RateLimitedWarning(Logger log) {
        this.log = log;
    }

    public void warn(String message, Object... arguments) {
        if (lines.isDue()) {
            log.warn(message, arguments);
        }
    }
}

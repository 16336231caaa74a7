package banyan.launcher.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Logs a warning about a frequent event, once a minute at most. */
public final class RateLimitedWarning {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    public RateLimitedWarning(Logger log) {
        this.log = log;
    }

    public void warn(String message, Object... arguments) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + MINUTE)) {
            log.warn(message, arguments);
        }
    }
}

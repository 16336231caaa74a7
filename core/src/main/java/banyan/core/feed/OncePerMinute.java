package banyan.core.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets through what is to be said once a minute at most. */
final class OncePerMinute {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private @Nullable Long last;

    synchronized boolean isDue() {
        long now = System.nanoTime();
        if (last != null && now - last < PAUSE.toNanos()) {
            return false;
        }
        last = now;
        return true;
    }
}

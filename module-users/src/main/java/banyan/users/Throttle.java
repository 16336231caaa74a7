package banyan.users;

import banyan.core.BoardException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down: each key may do something so many times at once, and then once each while. Remembers the 10,000 keys that
 * were seen last.
 */
final class Throttle {
    static final int KEYS = 10_000;

    private final int atOnce;
    private final Duration each;
    private final InstantSource clock;

    /** When each key will have all its times again: later by one while for each time that it took. */
    private final Map<String, Instant> rested = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > KEYS;
        }
    };

    Throttle(int atOnce, Duration each, InstantSource clock) {
        this.atOnce = atOnce;
        this.each = each;
        this.clock = clock;
    }

    /**
     * Takes one time.
     *
     * @param what was done too often, for who did it
     * @throws BoardException TOO_MANY if none is left, with when there will be one
     */
    synchronized void take(String key, String what) {
        var now = clock.instant();
        var next = later(rested.get(key), now).plus(each);
        var wait = Duration.between(now.plus(each.multipliedBy(atOnce)), next);
        if (wait.compareTo(Duration.ZERO) > 0) {
            var whole = wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
            throw BoardException.tooMany(what + "; try again in " + whole.toSeconds() + " s.", whole);
        }
        rested.put(key, next);
    }

    /** Gives a time back that turned out to do no harm. */
    synchronized void giveBack(String key) {
        rested.computeIfPresent(key, (same, time) -> time.minus(each));
    }

    private static Instant later(@Nullable Instant known, Instant now) {
        return known == null || known.isBefore(now) ? now : known;
    }
}

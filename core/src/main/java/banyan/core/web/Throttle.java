package banyan.core.web;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows down: each key may take so many units at once, and then one each while. By a clock that nobody sets. Remembers
 * 10,000 keys: of more, those are forgotten that would soonest have all their units again, so that a flood of new keys
 * makes nobody forget one that has taken a lot.
 */
public final class Throttle {
    static final int KEYS = 10_000;

    private final long atOnce;
    private final long each;
    private final LongSupplier nanoTime;
    private final long start;

    /** When each key will have all its units again, in nanoseconds since the start: one while later for each that it took. */
    private final Map<String, Long> rested = new HashMap<>();

    private final TreeSet<Rest> soonest =
            new TreeSet<>(Comparator.comparingLong(Rest::end).thenComparing(Rest::key));

    /**
     * @param atOnce units
     * @param each the time for one more
     */
    public Throttle(long atOnce, Duration each) {
        this(atOnce, each, System::nanoTime);
    }

    public Throttle(long atOnce, Duration each, LongSupplier nanoTime) {
        this.atOnce = atOnce;
        this.each = each.toNanos();
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /**
     * Takes one unit.
     *
     * @param what was done too often, for who did it
     * @throws BoardException TOO_MANY if none is left, with when there will be one
     */
    public void take(String key, String what) {
        take(key, 1, what);
    }

    /**
     * Takes some units, or none.
     *
     * @param what was done too often, for who did it
     * @throws BoardException TOO_MANY if so many are not left, with when they will be
     */
    public synchronized void take(String key, long units, String what) {
        long now = nanoTime.getAsLong() - start;
        long end = Math.max(rested.getOrDefault(key, now), now) + units * each;
        long wait = end - now - atOnce * each;
        if (wait > 0) {
            var whole = Duration.ofSeconds(
                    Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + TimeUnit.SECONDS.toNanos(1) - 1)));
            throw BoardException.tooMany(what + "; try again in " + whole.toSeconds() + " s.", whole);
        }
        rest(key, end);
        if (rested.size() > KEYS) {
            forget(soonest.first());
        }
    }

    /** Gives a unit back that turned out to do no harm. */
    public synchronized void giveBack(String key) {
        var end = rested.get(key);
        if (end != null) {
            rest(key, end - each);
        }
    }

    private void rest(String key, long end) {
        var before = rested.put(key, end);
        if (before != null) {
            soonest.remove(new Rest(before, key));
        }
        soonest.add(new Rest(end, key));
    }

    private void forget(Rest rest) {
        soonest.remove(rest);
        rested.remove(rest.key());
    }

    private record Rest(long end, String key) {}
}

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
 * A rate limit: each key may take a burst of units, and then one unit in each interval. It uses a monotonic clock. It
 * remembers 10,000 keys, and forgets the one that would regain all its units first. So a flood of new keys does not
 * reset a key that has taken many units.
 */
public final class Throttle {
    static final int MAX_KEYS = 10_000;

    private final long burst;
    private final long interval;
    private final LongSupplier nanoTime;
    private final long start;

    /**
     * The time at which each key regains all its units, in nanoseconds since the start: one interval later for each
     * unit that it took.
     */
    private final Map<String, Long> rested = new HashMap<>();

    private final TreeSet<Rest> soonest =
            new TreeSet<>(Comparator.comparingLong(Rest::end).thenComparing(Rest::key));

    /**
     * Creates a limit.
     *
     * @param burst units
     * @param interval the time for one more unit
     */
    public Throttle(long burst, Duration interval) {
        this(burst, interval, System::nanoTime);
    }

    public Throttle(long burst, Duration interval, LongSupplier nanoTime) {
        this.burst = burst;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /**
     * Takes one unit.
     *
     * @param what the start of the message: what the client did too often
     * @throws BoardException TOO_MANY if no unit is left, with the time until the next one
     */
    public void take(String key, String what) {
        take(key, 1, what);
    }

    /**
     * Takes several units, or none.
     *
     * @param what the start of the message: what the client did too often
     * @throws BoardException TOO_MANY if not enough units are left, with the time until they are
     */
    public synchronized void take(String key, long units, String what) {
        long now = nanoTime.getAsLong() - start;
        long end = Math.max(rested.getOrDefault(key, now), now) + units * interval;
        long wait = end - now - burst * interval;
        if (wait > 0) {
            var whole = Duration.ofSeconds(
                    Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + TimeUnit.SECONDS.toNanos(1) - 1)));
            throw BoardException.tooMany(what + "; try again in " + whole.toSeconds() + " s.", whole);
        }
        rest(key, end);
        if (rested.size() > MAX_KEYS) {
            forget(soonest.first());
        }
    }

    /** Returns a unit whose use turned out to be harmless. */
    public synchronized void giveBack(String key) {
        var end = rested.get(key);
        if (end != null) {
            rest(key, end - interval);
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

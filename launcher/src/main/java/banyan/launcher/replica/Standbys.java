package banyan.launcher.replica;

import banyan.core.BoardException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The copies that follow one module of this process, and which of them have to compare all their rows. */
final class Standbys {
    /** More copies than anybody needs of one module. */
    private static final int MOST = 16;

    /** A copy that has gone is noticed after so long. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<UUID, Standby> known = new ConcurrentHashMap<>();
    private final Map<UUID, String> differences = new ConcurrentHashMap<>();
    private final Object change = new Object();
    private final Set<UUID> toCompare = ConcurrentHashMap.newKeySet();

    /** The copies whose last comparison was before the last {@link #compare}. */
    private final Set<UUID> comparing = ConcurrentHashMap.newKeySet();

    /**
     * Records a request of a standby.
     *
     * @throws BoardException TOO_MANY beyond a bound of copies
     */
    void add(Standby standby) {
        known.values().removeIf(one -> !one.isPresent());
        if (known.size() >= MOST && !known.containsKey(standby.copy())) {
            throw BoardException.tooMany(
                    "More than " + MOST + " copies follow this module already.", Duration.ofSeconds(10));
        }
        known.put(standby.copy(), standby);
        if (!toCompare.contains(standby.copy())) {
            comparing.remove(standby.copy()); // it has the digests, and has compared
        }
        changed();
    }

    /** Records that a copy responds, which sends no requests while it compares its rows. */
    void heard(UUID copy) {
        known.computeIfPresent(copy, (id, one) -> one.seenNow());
    }

    private void changed() {
        synchronized (change) {
            change.notifyAll();
        }
    }

    /**
     * Waits until the condition holds for this copy.
     *
     * @return whether it holds, before this time is over and while the copy asks for changes
     */
    boolean await(UUID copy, Predicate<Standby> condition, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (change) {
            for (long left = longest.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                var now = find(copy);
                if (now.isEmpty() || differences.containsKey(copy)) {
                    return false;
                }
                if (condition.test(now.get())) {
                    return true;
                }
                TimeUnit.NANOSECONDS.timedWait(change, Math.min(left, LOOK.toNanos()));
            }
        }
        return false;
    }

    Collection<Standby> present() {
        return known.values().stream().filter(Standby::isPresent).toList();
    }

    Optional<Standby> find(UUID copy) {
        return Optional.ofNullable(known.get(copy)).filter(Standby::isPresent);
    }

    /** Lets the next changes that this copy gets carry digests of all rows. */
    void compare(UUID copy) {
        differences.remove(copy);
        toCompare.add(copy); // first: a request that is recorded meanwhile is no comparison
        comparing.add(copy);
    }

    /** Whether this copy has compared its rows since {@link #compare}. An earlier comparison says nothing about them now. */
    boolean isCompared(UUID copy) {
        return !comparing.contains(copy);
    }

    /** Whether the changes for this copy carry digests of all rows: once for each request to compare. */
    boolean isToCompare(UUID copy) {
        return toCompare.remove(copy);
    }

    /** Records that a copy differs from the home, and how. */
    void differs(UUID copy, String difference) {
        differences.put(copy, difference);
        changed();
    }

    Optional<String> difference(UUID copy) {
        return Optional.ofNullable(differences.get(copy));
    }
}

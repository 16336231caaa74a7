package banyan.posts;

import banyan.core.BoardException;
import banyan.core.threads.Threads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds out whether a thread exists. Each check calls the module threads. While threads is unavailable, its last positive
 * response for a thread is valid for a minute. Negative responses are not cached. Deletions that any process has read from
 * the feed are in {@link DeletedThreadStore}.
 */
final class KnownThreads {
    static final int CAPACITY = 10_000;
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final float LOAD_FACTOR = 0.75f;

    private final Supplier<? extends Threads> threads;
    private final LongSupplier nanoTime;
    /** The time of the last positive response for each thread, in nanoseconds. */
    private final Map<Long, Long> confirmed = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> leastUsed) {
            return size() > CAPACITY;
        }
    };

    KnownThreads(Supplier<? extends Threads> threads, LongSupplier nanoTime) {
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns whether the thread exists.
     *
     * @throws BoardException UNAVAILABLE if threads is unavailable and there is no recent positive response
     */
    boolean contains(long id) {
        try {
            boolean isThere = threads.get().find(id).isPresent();
            update(id, isThere);
            return isThere;
        } catch (BoardException e) {
            if (e.kind() == BoardException.Kind.UNAVAILABLE && isConfirmed(id)) {
                return true;
            }
            throw e;
        }
    }

    synchronized void forget(long id) {
        confirmed.remove(id);
    }

    private synchronized void update(long id, boolean isThere) {
        if (isThere) {
            confirmed.put(id, nanoTime.getAsLong());
        } else {
            confirmed.remove(id);
        }
    }

    private synchronized boolean isConfirmed(long id) {
        var last = confirmed.get(id);
        return last != null && nanoTime.getAsLong() - last <= LIFETIME.toNanos();
    }
}

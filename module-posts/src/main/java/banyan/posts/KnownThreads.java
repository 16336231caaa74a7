package banyan.posts;

import banyan.core.BoardException;
import banyan.core.threads.Threads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a thread is there: threads is asked each time, and while it cannot be, its last yes counts for a minute. That a
 * thread is not there is never kept. What posts has heard of since is in {@link GoneThreadStore}, whoever has heard it.
 */
final class KnownThreads {
    static final int MOST = 10_000;
    static final Duration KEPT = Duration.ofSeconds(60);

    private static final float LOAD = 0.75f;

    private final Supplier<? extends Threads> threads;
    private final LongSupplier nanoTime;
    /** When each was, in nanoseconds. */
    private final Map<Long, Long> seen = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> leastUsed) {
            return size() > MOST;
        }
    };

    KnownThreads(Supplier<? extends Threads> threads, LongSupplier nanoTime) {
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /**
     * Asks, or remembers.
     *
     * @throws BoardException UNAVAILABLE if threads cannot be asked, and has not said yes of late
     */
    boolean contains(long id) {
        try {
            boolean isThere = threads.get().find(id).isPresent();
            note(id, isThere);
            return isThere;
        } catch (BoardException e) {
            if (e.kind() == BoardException.Kind.UNAVAILABLE && isRemembered(id)) {
                return true;
            }
            throw e;
        }
    }

    synchronized void forget(long id) {
        seen.remove(id);
    }

    private synchronized void note(long id, boolean isThere) {
        if (isThere) {
            seen.put(id, nanoTime.getAsLong());
        } else {
            seen.remove(id);
        }
    }

    private synchronized boolean isRemembered(long id) {
        var last = seen.get(id);
        return last != null && nanoTime.getAsLong() - last <= KEPT.toNanos();
    }
}

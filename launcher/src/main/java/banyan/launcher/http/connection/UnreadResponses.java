package banyan.launcher.http.connection;

import banyan.launcher.http.RateLimitedWarning;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the bytes of responses that wait in memory for clients to read them. Beyond the bound, it closes connections of the
 * client that has most bytes unread, and of these first the connection that has read nothing for longest.
 */
public final class UnreadResponses {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadResponses.class);

    /** A copy of the numbers, which can change while the list is sorted. */
    private record Unread(Connection<?> connection, String client, int bytes, long lastRead) {
        static Unread of(Connection<?> connection, ConnectionState state) {
            return new Unread(connection, state.client(), Connections.unread(connection), state.lastRead());
        }
    }

    private final long limit;
    private final Connections connections;
    private final RateLimitedWarning warning = new RateLimitedWarning(LOG);
    private final ReentrantLock counting = new ReentrantLock();

    /** The unread bytes at the last count, and all bytes that were written since. */
    private final AtomicLong estimate = new AtomicLong();

    public UnreadResponses(long limit, Connections connections) {
        this.limit = limit;
        this.connections = connections;
    }

    /**
     * Adds bytes that are about to be written. Beyond the bound, the writers wait until enough connections are closed: otherwise
     * they would write on while one of them looks for the connections.
     */
    void add(int bytes) {
        if (estimate.addAndGet(bytes) > limit) {
            counting.lock();
            try {
                if (estimate.get() > limit) {
                    enforceLimit();
                }
            } finally {
                counting.unlock();
            }
        }
    }

    /** Counts the unread bytes again. Bytes that are added meanwhile stay in the estimate. */
    void count() {
        counting.lock();
        try {
            long before = estimate.get();
            estimate.addAndGet(connections.unread() - before);
        } finally {
            counting.unlock();
        }
    }

    private void enforceLimit() {
        count();
        if (estimate.get() > limit) {
            close();
            warning.warn(
                    "Clients leave more than {} bytes of responses unread; connections that read least are closed",
                    limit);
        }
    }

    /** Closes connections until a quarter of the limit is free. */
    private void close() {
        for (var unread : inOrder()) {
            unread.connection().terminateSilently();
            connections.countClosed(CloseReason.UNREAD);
            if (estimate.addAndGet(-unread.bytes()) <= limit - limit / 4) {
                break;
            }
        }
    }

    private List<Unread> inOrder() {
        var all = connections.all().entrySet().stream()
                .map(open -> Unread.of(open.getKey(), open.getValue()))
                .filter(one -> one.bytes() > 0)
                .toList();
        Map<String, Long> ofClients = new HashMap<>();
        all.forEach(one -> ofClients.merge(one.client(), (long) one.bytes(), Long::sum));
        return all.stream()
                .sorted(Comparator.comparing((Unread one) -> ofClients.get(one.client()))
                        .reversed()
                        .thenComparing(Unread::lastRead, ConnectionState.BY_TIME))
                .toList();
    }
}

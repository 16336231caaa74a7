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
 * Bounds the bytes of responses that wait in memory for clients to read them. Beyond the bound, connections are cut: of the
 * client that has most of them unread, the one first that has read nothing for longest.
 */
final class UnreadResponses {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadResponses.class);

    /** As it was at one moment: while it is sorted, it goes on. */
    private record Unread(Connection<?> connection, String client, int bytes, long lastRead) {}

    private final long most;
    private final Connections connections;
    private final RateLimitedWarning reminder = new RateLimitedWarning(LOG);
    private final ReentrantLock counting = new ReentrantLock();

    /** What was unread when it was counted last, and all that was written since. */
    private final AtomicLong estimate = new AtomicLong();

    UnreadResponses(long most, Connections connections) {
        this.most = most;
        this.connections = connections;
    }

    /** Hears of bytes that are about to be written. */
    void add(int bytes) {
        if (estimate.addAndGet(bytes) > most && counting.tryLock()) {
            try {
                cut();
            } finally {
                counting.unlock();
            }
        }
    }

    /** Counts anew what is unread. */
    long count() {
        counting.lock();
        try {
            long bytes = connections.unread();
            estimate.set(bytes);
            return bytes;
        } finally {
            counting.unlock();
        }
    }

    private void cut() {
        long bytes = count();
        if (bytes <= most) {
            return;
        }
        for (var unread : inOrder()) {
            unread.connection().terminateSilently();
            connections.closed(Connections.Reason.UNREAD);
            bytes -= unread.bytes();
            if (bytes <= most - most / 4) {
                break;
            }
        }
        estimate.set(bytes);
        reminder.warn(
                "Clients leave more than {} bytes of responses unread; connections that read least are closed", most);
    }

    private List<Unread> inOrder() {
        var all = connections.all().entrySet().stream()
                .map(one -> new Unread(
                        one.getKey(),
                        one.getValue().client(),
                        Connections.unread(one.getKey()),
                        one.getValue().lastRead()))
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

package banyan.launcher.http.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests that wait for a worker. Clients take turns, so that the many requests of one cost the others little; and where too
 * many wait, the client that has most of them loses its last.
 */
final class FairQueue {
    private final int most;

    /** Of each client, in the order of their turns. */
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int size;

    FairQueue(int most) {
        this.most = most;
    }

    /** Returns the request that cannot wait, if there are too many: this one, or that of another client. */
    synchronized Optional<Runnable> add(String client, Runnable request) {
        waiting.computeIfAbsent(client, one -> new ArrayDeque<>()).add(request);
        return ++size > most ? Optional.of(removeLast()) : Optional.empty();
    }

    /** Takes the first request of the client whose turn it is. There has to be one. */
    synchronized Runnable next() {
        var client = waiting.keySet().iterator().next();
        var requests = Objects.requireNonNull(waiting.remove(client));
        var next = requests.remove();
        if (!requests.isEmpty()) {
            waiting.put(client, requests); // behind the others
        }
        size--;
        return next;
    }

    synchronized int size() {
        return size;
    }

    /** Of clients that have equally many, the one whose turn is furthest away loses one. */
    private Runnable removeLast() {
        var longest = waiting.entrySet().stream()
                .reduce((one, later) -> one.getValue().size() > later.getValue().size() ? one : later)
                .orElseThrow();
        var last = longest.getValue().removeLast();
        if (longest.getValue().isEmpty()) {
            waiting.remove(longest.getKey());
        }
        size--;
        return last;
    }
}

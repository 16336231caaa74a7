package banyan.launcher.http.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests that wait for a worker. Clients take turns, so that many requests of one client delay the others little. If the queue
 * is full, the client that has most requests in it loses its last one.
 */
final class FairQueue {
    private final int limit;

    /** The requests of each client, in the order of the clients' turns. */
    private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int size;

    FairQueue(int limit) {
        this.limit = limit;
    }

    /** Adds a request. Returns the request that loses its place, if the queue is full: this one, or that of another client. */
    synchronized Optional<Runnable> add(String client, Runnable request) {
        waiting.computeIfAbsent(client, one -> new ArrayDeque<>()).add(request);
        return ++size > limit ? Optional.of(removeLast()) : Optional.empty();
    }

    /** Removes the first request of the client whose turn it is. There has to be one. */
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

    /** Of clients that have equally many requests, the one whose turn is last loses one. */
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

package banyan.launcher.routing;

import java.util.HashMap;
import java.util.Map;

/** A limited number of places, of which each client may take a few. */
final class ClientQuota {
    private final int limit;
    private final int limitOfClient;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    ClientQuota(int limit, int limitOfClient) {
        this.limit = limit;
        this.limitOfClient = limitOfClient;
    }

    /** Takes a place, to {@link #leave} later. Returns false if there is none for this client. */
    synchronized boolean take(String client) {
        if (all == limit || taken.getOrDefault(client, 0) == limitOfClient) {
            return false;
        }
        taken.merge(client, 1, Integer::sum);
        all++;
        return true;
    }

    synchronized void leave(String client) {
        all--;
        taken.computeIfPresent(client, (same, number) -> number == 1 ? null : number - 1);
    }
}

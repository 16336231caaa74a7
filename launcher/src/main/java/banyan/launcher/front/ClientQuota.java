package banyan.launcher.front;

import java.util.HashMap;
import java.util.Map;

/** Places for so many at once, of which no client has more than its part. */
final class ClientQuota {
    private final int most;
    private final int mostOfClient;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    ClientQuota(int most, int mostOfClient) {
        this.most = most;
        this.mostOfClient = mostOfClient;
    }

    /** Returns false if there is none for this client; otherwise it has to {@link #leave}. */
    synchronized boolean take(String client) {
        if (all == most || taken.getOrDefault(client, 0) == mostOfClient) {
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

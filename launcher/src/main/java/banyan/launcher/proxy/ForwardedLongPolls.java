package banyan.launcher.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.http.server.Request;

/** Requests that wait in another process for what is not there yet, as long as this process does not stop. */
public final class ForwardedLongPolls {
    private final Set<Exchange> polls = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    public void add(Request request, Exchange poll) {
        polls.add(poll);
        request.addAfterServiceListener(done -> polls.remove(poll));
        if (isEnded) {
            poll.sendAway();
        }
    }

    /** None of them waits any more, nor one that comes after. */
    public void end() {
        isEnded = true;
        polls.forEach(Exchange::sendAway);
    }
}

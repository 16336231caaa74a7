package banyan.launcher.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.http.server.Request;

/** The forwarded long polls in flight, which end when this process stops. */
public final class ForwardedLongPolls {
    private final Set<Exchange> polls = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    public void add(Request request, Exchange poll) {
        polls.add(poll);
        request.addAfterServiceListener(done -> polls.remove(poll));
        if (isEnded) {
            poll.stop();
        }
    }

    /** Ends all long polls, also later ones. */
    public void end() {
        isEnded = true;
        polls.forEach(Exchange::stop);
    }
}

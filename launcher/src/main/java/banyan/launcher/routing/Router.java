package banyan.launcher.routing;

import banyan.launcher.held.HeldRequests;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.process.Phase;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Slots;
import java.util.UUID;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;

/** The endpoint of the board's port: decides what becomes of each request, then carries the decision out. */
public final class Router implements Endpoint {
    private final Slots slots;
    private final Routing routing = new Routing(new StickyRouting(UUID::randomUUID));
    private final Execution execution;

    /**
     * @param peers the processes to which requests may be forwarded
     * @param held keeps requests that were refused
     */
    public Router(Slots slots, Peers peers, Supplier<Phase> phase, ForwardedLongPolls longPolls, HeldRequests held) {
        this.slots = slots;
        execution = new Execution(peers, new BoardStatus(phase), longPolls, held);
    }

    @Override
    public RequestHandling handle(Request request) {
        var context = RequestContext.of(request);
        var decision = routing.decide(context, slots);
        context.route(decision.module(), decision.location());
        return decision.match(request, execution);
    }
}

package banyan.launcher.routing;

import banyan.core.BoardException;
import banyan.launcher.address.PrivateAddressResolver;
import banyan.launcher.held.HeldRequests;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.proxy.Exchange;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.proxy.ForwardedRequest;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Carries decisions out: starts mirrored requests, sets cookies, and names the responder for each request. */
final class Execution implements Decision.Cases<Request, RequestHandling> {
    private final Peers peers;
    private final BoardStatus status;
    private final ForwardedLongPolls longPolls;
    private final HeldRequests held;
    private final ProbeRelay probes;

    Execution(Peers peers, BoardStatus status, ForwardedLongPolls longPolls, HeldRequests held) {
        this.peers = peers;
        this.status = status;
        this.longPolls = longPolls;
        this.held = held;
        probes = new ProbeRelay(peers);
    }

    @Override
    public RequestHandling status(Decision.Status decision, Request request) {
        return RequestHandling.atOnce((same, response) -> status.respond(same.getMethod(), response, decision.line()));
    }

    @Override
    public RequestHandling reject(Decision.Reject decision, Request request) {
        return RequestHandling.atOnce(
                (same, response) -> Responses.problem(response, 404, "not-found", decision.detail()));
    }

    @Override
    public RequestHandling loop(Decision.Loop decision, Request request) {
        return RequestHandling.atOnce((same, response) -> {
            decision.probe().ifPresent(probe -> response.setHeader(LoopProbe.MOVING, LoopProbe.text(probe.moving())));
            Responses.problem(
                    response,
                    508,
                    "loop-detected",
                    "The request for module " + decision.module() + " went through more than " + CallContext.MOST_HOPS
                            + " processes, or came back: they forward to each other. Move the module to one of them.");
        });
    }

    @Override
    public RequestHandling relayProbe(Decision.RelayProbe decision, Request request) {
        var client = RequestContext.of(request).clientNetwork();
        return RequestHandling.atOnce(
                (same, response) -> probes.relay(decision.probe(), decision.slot(), client, response));
    }

    @Override
    public RequestHandling local(Decision.Local decision, Request request) {
        begin(decision.effects(), request);
        return decision.application()
                .ready(request)
                .map(RequestHandling::atOnce)
                .orElseGet(() -> blocking(decision));
    }

    private RequestHandling blocking(Decision.Local decision) {
        return RequestHandling.blocking((same, response) -> {
            try {
                respond(decision.application(), same, response);
            } catch (BoardException e) {
                if (e.kind() != BoardException.Kind.NOT_HOME || response.isCommitted()) {
                    throw e;
                }
                held.hold(decision.module(), decision.slot(), response);
            }
        });
    }

    private static void respond(RequestHandling.Responder application, Request request, Response response)
            throws Exception {
        RequestContext.of(request).caller().during(() -> application.respond(request, response));
    }

    @Override
    public RequestHandling closed(Decision.Closed decision, Request request) {
        begin(decision.effects(), request);
        return RequestHandling.atOnce(
                (same, response) -> Responses.problem(response, 503, "unavailable", decision.detail()));
    }

    @Override
    public RequestHandling refuse(Decision.Refuse decision, Request request) {
        tell(decision.home(), request);
        return RequestHandling.atOnce((same, response) -> Responses.failure(response, decision.failure()));
    }

    @Override
    public RequestHandling forward(Decision.Forward decision, Request request) {
        begin(decision.effects(), request);
        var peer = peers.at(decision.address());
        return RequestHandling.atOnce((same, response) -> forward(decision, peer, same, response));
    }

    private static void begin(Decision.Effects effects, Request request) {
        effects.newClientId()
                .ifPresent(id -> request.getResponse()
                        .addHeader("Set-Cookie", StickyRouting.COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax"));
        effects.home().ifPresent(home -> tell(home, request));
        var context = RequestContext.of(request);
        if (context.tap() == null) { // a request that is handled again is not mirrored again
            effects.mirror().ifPresent(mirror -> mirror.copy(request, context));
        }
    }

    /**
     * Tells a launcher where the home is. Another client may pretend to be one, so nobody is told who does not come from where
     * launchers are: peers have private addresses, or are behind a proxy that has one.
     */
    private static void tell(HomeHeader home, Request request) {
        if (RequestContext.of(request).caller().isLauncher()
                && request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer
                && PrivateAddressResolver.isPrivate(peer.getAddress())) {
            request.getResponse().setHeader(HomeHeader.NAME, home.text());
        }
    }

    private void forward(Decision.Forward decision, Peer peer, Request request, Response response) throws IOException {
        var context = RequestContext.of(request);
        var exchange = new Exchange(
                decision.module(),
                peer,
                ForwardedRequest.of(request, context),
                response,
                refused -> held.hold(decision.module(), decision.slot(), refused));
        if (context.isLongPoll()) {
            longPolls.add(request, exchange);
        }
        exchange.begin();
    }
}

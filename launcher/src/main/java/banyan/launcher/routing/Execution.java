package banyan.launcher.routing;

import banyan.launcher.http.RequestContext;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.proxy.Exchange;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.proxy.ForwardedRequest;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Carries decisions out: starts mirrored requests, sets cookies, and names the responder for each request. */
final class Execution implements Decision.Cases<Request, RequestHandling> {
    private final Peers peers;
    private final BoardStatus status;
    private final ForwardedLongPolls longPolls;
    private final ProbeRelay probes;

    Execution(Peers peers, BoardStatus status, ForwardedLongPolls longPolls) {
        this.peers = peers;
        this.status = status;
        this.longPolls = longPolls;
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
        var application = decision.application();
        return RequestHandling.blocking(
                (same, response) -> RequestContext.of(same).caller().during(() -> application.respond(same, response)));
    }

    @Override
    public RequestHandling closed(Decision.Closed decision, Request request) {
        begin(decision.effects(), request);
        return RequestHandling.atOnce(
                (same, response) -> Responses.problem(response, 503, "unavailable", decision.detail()));
    }

    @Override
    public RequestHandling forward(Decision.Forward decision, Request request) {
        begin(decision.effects(), request);
        var peer = peers.at(decision.address());
        return RequestHandling.atOnce((same, response) -> forward(decision.module(), peer, same, response));
    }

    private static void begin(Decision.Effects effects, Request request) {
        effects.newClientId()
                .ifPresent(id -> request.getResponse()
                        .addHeader("Set-Cookie", StickyRouting.COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax"));
        effects.mirror().ifPresent(mirror -> mirror.copy(request, RequestContext.of(request)));
    }

    private void forward(String module, Peer peer, Request request, Response response) throws IOException {
        var context = RequestContext.of(request);
        var exchange = new Exchange(module, peer, ForwardedRequest.of(request, context), response);
        if (context.isLongPoll()) {
            longPolls.add(request, exchange);
        }
        exchange.begin();
    }
}

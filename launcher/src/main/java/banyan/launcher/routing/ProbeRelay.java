package banyan.launcher.routing;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import banyan.launcher.proxy.StreamedResponse;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;

/** Relays a loop probe to each process that requests of its module go to, or are about to go to. No thread waits. */
final class ProbeRelay {
    private static final int LIMIT = 16;

    /** As many processes of one machine may move a module at once; one client cannot take all places. */
    private static final int LIMIT_OF_CLIENT = 4;

    private static final long NO_TIMEOUT = -1;
    private static final byte[] NO_LOOP = "{\"loop\":false}".getBytes(StandardCharsets.US_ASCII);

    private final Peers peers;
    private final ClientQuota quota = new ClientQuota(LIMIT, LIMIT_OF_CLIENT);

    ProbeRelay(Peers peers) {
        this.peers = peers;
    }

    /**
     * Relays the probe, and responds once all processes have responded.
     *
     * @param client that has sent the probe, as {@link banyan.core.web.params.ClientAddress} names networks
     */
    void relay(LoopProbe probe, Slot slot, String client, Response response) {
        var streamed = new StreamedResponse(response);
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>());
        if (!quota.take(client)) {
            streamed.problem(
                    unavailable("Too many loop probes of module " + probe.module() + " are in flight; retry later."));
            return;
        }
        var now = probe.send(Location.peers(slot.route().weights().keySet(), peers));
        var next = probe.alongMove().send(Location.peers(slot.added(), peers));
        var unused = now.thenCombine(next, ProbeRelay::either).whenComplete((loop, failure) -> {
            quota.leave(client);
            if (failure != null) {
                streamed.problem(unavailable(reason(failure)));
            } else {
                respond(probe, loop, streamed, response);
            }
        });
    }

    private static void respond(
            LoopProbe probe, Optional<LoopProbe.Loop> loop, StreamedResponse streamed, Response response) {
        if (loop.isPresent()) {
            response.setHeader(LoopProbe.MOVING, LoopProbe.text(loop.get().moving()));
            streamed.problem(Problem.of(508, "loop-detected", "Requests of " + probe.module() + " come back."));
        } else {
            streamed.json(NO_LOOP);
        }
    }

    private static Problem unavailable(String detail) {
        return Problem.of(503, "unavailable", detail);
    }

    private static String reason(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof BoardException known ? known.detail() : "The route of requests cannot be probed now.";
    }

    private static Optional<LoopProbe.Loop> either(Optional<LoopProbe.Loop> one, Optional<LoopProbe.Loop> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().and(other.get())) : one.or(() -> other);
    }
}

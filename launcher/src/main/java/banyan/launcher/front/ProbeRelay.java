package banyan.launcher.front;

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

/** Passes a loop probe on to each process that the requests of its module go to, or are about to. No thread waits. */
final class ProbeRelay {
    private static final int MOST = 16;

    /** As many processes of one machine may move a module at the same moment; nobody alone takes all places. */
    private static final int MOST_OF_CLIENT = 4;

    private static final long NO_TIMEOUT = -1;
    private static final byte[] NO_LOOP = "{\"loop\":false}".getBytes(StandardCharsets.US_ASCII);

    private final Peers peers;
    private final ClientQuota places = new ClientQuota(MOST, MOST_OF_CLIENT);

    ProbeRelay(Peers peers) {
        this.peers = peers;
    }

    /**
     * Answers the probe once all have.
     *
     * @param client who has sent it, as {@link banyan.core.web.params.ClientAddress} names networks
     */
    void passOn(LoopProbe probe, Slot slot, String client, Response response) {
        var waiting = new StreamedResponse(response);
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>());
        if (!places.take(client)) {
            waiting.problem(
                    Problem.of(503, "unavailable", "Too many ask where requests of " + probe.module() + " go."));
            return;
        }
        var now = probe.send(Location.peers(slot.route().weights().keySet(), peers));
        var next = probe.alongMove().send(Location.peers(slot.added(), peers));
        var unused = now.thenCombine(next, ProbeRelay::either).whenComplete((loop, failure) -> {
            places.leave(client);
            if (failure != null) {
                waiting.problem(Problem.of(503, "unavailable", reason(failure)));
            } else if (loop.isPresent()) {
                response.setHeader(LoopProbe.MOVING, LoopProbe.text(loop.get().moving()));
                waiting.problem(Problem.of(508, "loop-detected", "Requests of " + probe.module() + " come back."));
            } else {
                waiting.json(NO_LOOP);
            }
        });
    }

    private static String reason(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof BoardException known ? known.detail() : "Where requests go cannot be found out now.";
    }

    private static Optional<LoopProbe.Loop> either(Optional<LoopProbe.Loop> one, Optional<LoopProbe.Loop> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().and(other.get())) : one.or(() -> other);
    }
}

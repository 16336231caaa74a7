package banyan.launcher.front;

import banyan.core.BoardException;
import banyan.core.web.Problem;
import banyan.launcher.remote.LoopProbe;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;

/** Passes a loop probe on to each process that the requests of its module go to, or are about to. No thread waits. */
final class ProbeRelay {
    private static final int MOST = 16;
    private static final long NO_TIMEOUT = -1;
    private static final byte[] NO_LOOP = "{\"loop\":false}".getBytes(StandardCharsets.US_ASCII);

    private final Peers peers;
    private final Semaphore places = new Semaphore(MOST);

    ProbeRelay(Peers peers) {
        this.peers = peers;
    }

    void passOn(LoopProbe probe, Slot slot, Response response) {
        var client = new Suspended(response);
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>());
        if (!places.tryAcquire()) {
            client.problem(Problem.of(503, "unavailable", "Too many ask where requests of " + probe.module() + " go."));
            return;
        }
        var now = probe.send(peers(slot.route().weights().keySet()));
        var next = probe.alongMove().send(peers(slot.added()));
        var unused = now.thenCombine(next, ProbeRelay::either).whenComplete((loop, failure) -> {
            places.release();
            if (failure != null) {
                client.problem(Problem.of(503, "unavailable", reason(failure)));
            } else if (loop.isPresent()) {
                response.setHeader(LoopProbe.MOVING, LoopProbe.text(loop.get().moving()));
                client.problem(Problem.of(508, "loop-detected", "Requests of " + probe.module() + " come back."));
            } else {
                client.json(NO_LOOP);
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

    private Collection<Peer> peers(Collection<Location> places) {
        return places.stream()
                .flatMap(place -> place.address().stream())
                .map(peers::at)
                .toList();
    }
}

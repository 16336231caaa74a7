package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;

/**
 * Follows the route of a module's requests from process to process, along present and announced routes, to find out whether
 * they would come back to the process that is about to send them. Of several moves that would close a loop together, at least
 * the one that is announced last finds it, as all others are announced by then.
 *
 * @param origin id of the process that sent the probe
 * @param moving processes along the route whose own route is announced and not in use
 * @param caller on whose behalf the probe is sent
 */
public record LoopProbe(String module, String origin, SortedSet<UUID> moving, CallContext caller) {
    /** The header that makes a request for the contract a probe: ids joined by commas, or {@code none}. */
    public static final String MOVING = "Banyan-Moving";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * The result that requests would come back.
     *
     * @param moving processes along the route whose own route is announced: if one of them does not move, there is no loop
     */
    public record Loop(SortedSet<UUID> moving) {
        /** The union of two loops. */
        public Loop and(Loop other) {
            return new Loop(ProcessIds.union(moving, other.moving));
        }
    }

    /** The path of a probe. */
    public static String path(String module) {
        return "/api/" + module + "/contract";
    }

    /** A probe from this process. */
    public static LoopProbe of(String module) {
        return new LoopProbe(
                module, Contract.PROCESS.toString(), Collections.emptySortedSet(), CallContext.fresh(Trace.fresh()));
    }

    /** The probe that has arrived, if a request with these headers is one. */
    public static Optional<LoopProbe> of(
            String module, @Nullable String asking, @Nullable String moving, CallContext caller) {
        return asking == null || moving == null
                ? Optional.empty()
                : Optional.of(new LoopProbe(module, asking, ProcessIds.read(moving), caller));
    }

    /** The probe along the announced route of this process. */
    public LoopProbe alongMove() {
        return new LoopProbe(
                module, origin, ProcessIds.union(moving, new TreeSet<>(List.of(Contract.PROCESS))), caller);
    }

    /**
     * Sends the probe to these processes, which relay it.
     *
     * @return never throws itself: the loop, if one of them leads back; completes with a {@link BoardException} if one of them cannot tell
     */
    public CompletableFuture<Optional<Loop>> send(Collection<Peer> peers) {
        var sent = peers.stream().map(this::send).toList();
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(all -> sent.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .reduce(Loop::and));
    }

    private CompletableFuture<Optional<Loop>> send(Peer peer) {
        try {
            return begin(peer);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // such as after the HTTP client has stopped
        }
    }

    private CompletableFuture<Optional<Loop>> begin(Peer peer) {
        long left = Math.max(1, caller.left(TIMEOUT).toMillis());
        var request = peer.request("GET", path(module))
                .headers(headers -> headers.put(CallContext.ASKING, origin).put(MOVING, text(moving)))
                .headers(headers -> caller.addTo(headers, Duration.ofMillis(left)))
                .timeout(left, TimeUnit.MILLISECONDS);
        return new CompletableResponseListener(request).send().handle((response, failure) -> {
            if (failure != null) {
                throw peer.unavailable("cannot say where it sends requests of " + module);
            }
            return loop(peer, response);
        });
    }

    private Optional<Loop> loop(Peer peer, ContentResponse response) {
        return switch (response.getStatus()) {
            case 508 ->
                Optional.of(new Loop(ProcessIds.read(response.getHeaders().get(MOVING))));
            case 429, 502, 503, 504 ->
                throw peer.unavailable("cannot say where it sends requests of " + module + ": "
                        + ContractDocument.of(response).detail());
            default -> Optional.empty();
        };
    }

    /** The text of ids in a header. */
    public static String text(SortedSet<UUID> ids) {
        return ProcessIds.text(ids);
    }
}

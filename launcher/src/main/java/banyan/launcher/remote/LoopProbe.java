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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of a module from process to process, along routes that are and routes that are about to be: whether
 * they would come back to the process that is about to send them. Of several moves that would close a loop together, at
 * least the one that is announced last sees it, as all others are announced by then.
 *
 * @param origin the process that wants to know, as it says
 * @param moving processes on the way that are about to send requests there, and do not yet
 * @param caller on whose behalf
 */
public record LoopProbe(String module, String origin, SortedSet<UUID> moving, CallContext caller) {
    /** Makes a question for the contract a probe: ids joined by commas, or {@link #NONE}. */
    public static final String MOVING = "Banyan-Moving";

    private static final String NONE = "none";
    private static final Pattern IDS = Pattern.compile("[-0-9A-Fa-f,]{36,370}");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * Requests would come back.
     *
     * @param moving processes on the way that are about to send requests there: if one of them does not, there is no loop
     */
    public record Loop(SortedSet<UUID> moving) {
        /** Both. */
        public Loop and(Loop other) {
            return new Loop(union(moving, other.moving));
        }
    }

    /** Where it is sent. */
    public static String path(String module) {
        return "/api/" + module + "/contract";
    }

    /** One from this process. */
    public static LoopProbe of(String module) {
        return new LoopProbe(
                module, Contract.PROCESS.toString(), Collections.emptySortedSet(), CallContext.fresh(Trace.fresh()));
    }

    /** One that has come here, if a request with these headers is one. */
    public static Optional<LoopProbe> of(
            String module, @Nullable String asking, @Nullable String moving, CallContext caller) {
        return asking == null || moving == null
                ? Optional.empty()
                : Optional.of(new LoopProbe(module, asking, ids(moving), caller));
    }

    /** Goes on along a route that this process is about to have. */
    public LoopProbe alongMove() {
        return new LoopProbe(module, origin, union(moving, new TreeSet<>(List.of(Contract.PROCESS))), caller);
    }

    /**
     * Goes to these processes, which pass it on.
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
            return CompletableFuture.failedFuture(e); // such as a client that is stopped
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
            case 508 -> Optional.of(new Loop(ids(response.getHeaders().get(MOVING))));
            case 429, 502, 503, 504 ->
                throw peer.unavailable(
                        "cannot say where it sends requests of " + module + ": " + PeerHandshake.detail(response));
            default -> Optional.empty();
        };
    }

    /** As a header has them. */
    public static String text(SortedSet<UUID> ids) {
        return ids.isEmpty() ? NONE : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    /** Anything else than ids means none: only the tie between two moves depends on it. */
    private static SortedSet<UUID> ids(@Nullable String text) {
        var ids = new TreeSet<UUID>();
        if (text != null && IDS.matcher(text).matches()) {
            for (var id : text.split(",", -1)) {
                try {
                    ids.add(UUID.fromString(id));
                } catch (IllegalArgumentException e) {
                    return Collections.emptySortedSet();
                }
            }
        }
        return ids;
    }

    private static SortedSet<UUID> union(SortedSet<UUID> one, SortedSet<UUID> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}

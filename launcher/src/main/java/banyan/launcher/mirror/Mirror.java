package banyan.launcher.mirror;

import banyan.launcher.admin.api.MirrorView;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.ResponseTap;
import banyan.launcher.http.ResponseTap.Copy;
import banyan.launcher.proxy.ForwardedHeaders;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.Peer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;

/**
 * Sends copies of a module's read requests to another location, and compares the responses with those to the clients. Clients
 * do not wait for it, and the location receives no tokens and no cookies. Requests beyond the limit are skipped.
 */
public final class Mirror {
    private static final int IN_FLIGHT = 32;
    private static final int LONGEST = 256 * 1024;

    /** Of a mirrored request. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Of a comparison, which waits for the client to read its response. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(30);

    /** The response to a request with one of these headers may be only a part. */
    private static final Set<HttpHeader> CONDITIONAL =
            Set.of(HttpHeader.IF_NONE_MATCH, HttpHeader.IF_MODIFIED_SINCE, HttpHeader.IF_MATCH, HttpHeader.RANGE);

    private final Peer peer;
    private final Executor executor;
    private final MirrorCounts counts;
    private final Semaphore places = new Semaphore(IN_FLIGHT);

    /**
     * @param peer the other location, which may get other requests too
     */
    public Mirror(Peer peer) {
        this.peer = peer;
        executor = peer.executor(); // starts the HTTP client now, not with the first request
        counts = new MirrorCounts(peer.address());
    }

    /** Sends a copy of the request if it only reads. Does not block. */
    public void copy(Request request, RequestContext context) {
        if (!context.method().equals(Method.GET)
                || context.isLongPoll()
                || context.caller().hops() == CallContext.MOST_HOPS) {
            return;
        }
        if (isUnconditional(context) && places.tryAcquire()) {
            compare(request, context);
        } else {
            counts.skipped();
        }
    }

    /** The results so far. */
    public MirrorView report() {
        return counts.report();
    }

    private void compare(Request request, RequestContext context) {
        var target = context.target();
        var ours = new CompletableFuture<Copy>();
        var theirs = new CompletableFuture<Copy>();
        var tap = new ResponseTap(LONGEST, copy -> copy.ifPresentOrElse(ours::complete, () -> ours.cancel(false)));
        context.tap(tap);
        var unused = ours.thenAcceptBothAsync(theirs, (one, other) -> counts.compare(target, one, other), executor)
                .orTimeout(LONG_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((compared, failure) -> {
                    places.release();
                    tap.discard();
                    if (failure != null) {
                        countFailure(ours, theirs);
                    }
                });
        peer.request("GET", target)
                .headers(all -> all.clear().add(headers(request, context)))
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .send(new MirrorResponse(theirs, LONGEST));
    }

    private static HttpFields headers(Request request, RequestContext context) {
        var headers = HttpFields.build();
        ForwardedHeaders.copy(request, headers, context, TIMEOUT);
        return headers.remove(HttpHeader.AUTHORIZATION).remove(HttpHeader.COOKIE);
    }

    /** A response that was not copied says nothing about the mirror. */
    private void countFailure(CompletableFuture<Copy> ours, CompletableFuture<Copy> theirs) {
        var failure = theirs.handle((response, cause) -> cause).getNow(null);
        if (failure != null && !ours.isCompletedExceptionally()) {
            counts.failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        } else {
            ours.cancel(false); // releases the mirror's response while a slow client still reads its own
            counts.skipped();
        }
    }

    private static boolean isUnconditional(RequestContext request) {
        for (var header : CONDITIONAL) {
            if (request.header(header.asString()) != null) {
                return false;
            }
        }
        return true;
    }
}

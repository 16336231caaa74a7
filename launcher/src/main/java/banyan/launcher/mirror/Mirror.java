package banyan.launcher.mirror;

import banyan.launcher.admin.api.MirrorView;
import banyan.launcher.http.ResponseTap;
import banyan.launcher.http.ResponseTap.Answered;
import banyan.launcher.http.server.Workers;
import banyan.launcher.proxy.ForwardedHeaders;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.Peer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Asks another place what a module's callers ask, and compares its answers with those that they got. They do not wait for
 * it, and it hears neither their tokens nor their cookies. What it cannot keep up with is left out.
 */
public final class Mirror {
    private static final int AT_ONCE = 32;
    private static final int LONGEST = 256 * 1024;
    private static final int SAMPLES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Until an answer that somebody reads slowly is not waited for any more. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    /** An answer to one who has an answer already, or wants a part of it, is not all of it. */
    private static final Set<HttpHeader> OF_A_PART =
            Set.of(HttpHeader.IF_NONE_MATCH, HttpHeader.IF_MODIFIED_SINCE, HttpHeader.IF_MATCH, HttpHeader.RANGE);

    private final URI address;
    private final Peer peer;
    private final Executor executor;
    private final String since = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final LongAdder equal = new LongAdder();
    private final LongAdder different = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final Map<String, MirrorView.Sample> samples = new LinkedHashMap<>();
    private volatile @Nullable String lastFailure;

    /**
     * @param peer the other place, which may be asked for other reasons too
     */
    public Mirror(Peer peer) {
        this.peer = peer;
        address = peer.address();
        executor = peer.executor(); // starts the client now, not when somebody asks
    }

    /** Begins, if the request is one that only reads. Nothing waits here. */
    public void ask(Request request, InetAddress client, CallContext caller) {
        var method = request.getMethod();
        if (!method.equals(Method.GET)
                || Workers.isFollowing(method, request.getQueryString())
                || caller.hops() == CallContext.MOST_HOPS) {
            return;
        }
        if (isWhole(request) && places.tryAcquire()) {
            compare(request, client, caller);
        } else {
            leftOut.increment();
        }
    }

    private void compare(Request request, InetAddress client, CallContext caller) {
        var query = request.getQueryString();
        var target = request.getRequestURI() + (query == null ? "" : "?" + query);
        var given = new CompletableFuture<Answered>();
        var mirrored = new CompletableFuture<Answered>();
        var copy = ResponseTap.of(
                request, LONGEST, answer -> answer.ifPresentOrElse(given::complete, () -> given.cancel(false)));
        var unused = given.thenAcceptBothAsync(mirrored, (ours, theirs) -> compare(target, ours, theirs), executor)
                .orTimeout(LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((compared, failure) -> {
                    places.release();
                    copy.drop();
                    if (failure != null) {
                        count(given, mirrored);
                    }
                });
        peer.request("GET", target)
                .headers(all -> all.clear().add(headers(request, client, caller)))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .send(new MirrorResponse(mirrored, LONGEST));
    }

    private static HttpFields headers(Request request, InetAddress client, CallContext caller) {
        var headers = HttpFields.build();
        ForwardedHeaders.copy(request, headers, client, caller, PATIENCE);
        return headers.remove(HttpHeader.AUTHORIZATION).remove(HttpHeader.COOKIE);
    }

    /** Why there was nothing to compare: an answer that was not copied says nothing about the mirror. */
    private void count(CompletableFuture<Answered> given, CompletableFuture<Answered> mirrored) {
        var failure = mirrored.handle((answer, cause) -> cause).getNow(null);
        if (failure != null && !given.isCompletedExceptionally()) {
            fail(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        } else {
            given.cancel(false); // who reads slowly need not keep the mirror's answer too
            leftOut.increment();
        }
    }

    /** How many answers were alike so far, and what those that were not looked like. */
    public MirrorView report() {
        synchronized (samples) {
            long alike = equal.sum();
            long unlike = different.sum();
            return new MirrorView(
                    address.toString(),
                    since,
                    alike + unlike,
                    alike,
                    unlike,
                    failed.sum(),
                    leftOut.sum(),
                    lastFailure,
                    List.copyOf(samples.values()));
        }
    }

    private static boolean isWhole(Request request) {
        return OF_A_PART.stream().allMatch(header -> request.getHeader(header.asString()) == null);
    }

    /** Whether it says anything about the module: one who is too busy does not. */
    private static boolean isSaid(Answered side) {
        return side.status() < 500 && side.status() != 429;
    }

    private void compare(String target, Answered ours, Answered theirs) {
        if (!isSaid(ours)) {
            leftOut.increment();
        } else if (!isSaid(theirs)) {
            fail("it answers " + theirs.status());
        } else if (ResponseDiff.areEqual(ours, theirs)) {
            equal.increment();
        } else {
            different.increment();
            synchronized (samples) {
                var sample = samples.get(target);
                if (sample != null) {
                    samples.put(target, sample.again());
                } else if (samples.size() < SAMPLES) {
                    samples.put(target, Samples.of(target, ours, theirs));
                }
            }
        }
    }

    private void fail(String reason) {
        lastFailure = reason;
        failed.increment();
    }
}

package banyan.launcher.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jetty.client.Result;
import org.jspecify.annotations.Nullable;

/**
 * Whether a peer answers at all. Requests of clients only raise the doubt: any of them may be one that no peer answers in time,
 * or at all. What decides is whether a connection can be made, and a request of this launcher's own.
 */
final class Liveness {
    private static final int FAILURES = 5;
    private static final int PROBES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(FAILURES)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .maxWaitDurationInHalfOpenState(PATIENCE.multipliedBy(PROBES + 1))
            .clock(new MonotonicClock()) // else it stays open for hours when the wall clock is set back
            .build();

    private final Peer peer;
    private final CircuitBreaker breaker;
    private final AtomicBoolean isProbing = new AtomicBoolean();

    Liveness(Peer peer) {
        this.peer = peer;
        breaker = CircuitBreaker.of(peer.address().toString(), BREAKER);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** Whether a request may be sent to it; if not, it is looked for again once a second. */
    boolean isAssumed(String module) {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            return breaker.tryAcquirePermission();
        }
        if (breaker.tryAcquirePermission()) {
            probe(module, PROBES);
        }
        return false;
    }

    /**
     * Hears what became of a request that was sent.
     *
     * @param module whose it was
     * @param failure null for any response
     */
    void hear(String module, long nanos, @Nullable Throwable failure) {
        if (failure == null) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else if (isUnreachable(failure)) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        } else {
            breaker.releasePermission();
            boolean isTrusted = breaker.getState() == CircuitBreaker.State.CLOSED;
            if (isTrusted && !isOurs(failure) && isProbing.compareAndSet(false, true)) {
                probe(module, PROBES);
            }
        }
    }

    /** No connection was made, not even for TLS, which depends on nothing that a client has sent. */
    static boolean isUnreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof SocketTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException;
    }

    /** The client has gone, or there are too many of them. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof CancellationException || failure instanceof RejectedExecutionException;
    }

    private void probe(String module, int attempts) {
        var isSent = new AtomicBoolean();
        var caller = CallContext.fresh(Trace.fresh());
        peer.request("GET", "/api/" + module + "/contract")
                .headers(headers -> headers.put(Trace.HEADER, caller.trace().parent())
                        .put(CallContext.HOPS, String.valueOf(caller.hops() + 1)))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onRequestCommit(request -> isSent.set(true))
                .send(result -> probed(module, attempts - 1, isSent.get(), result));
    }

    private void probed(String module, int attempts, boolean isSent, Result result) {
        var failure = result.getFailure();
        if (failure == null || result.getResponse().getStatus() > 0) {
            settle(true);
        } else if (isOurs(failure) || !(isSent || isUnreachable(failure))) {
            settle(breaker.getState() == CircuitBreaker.State.CLOSED); // says nothing about the peer
        } else if (attempts > 0) {
            probe(module, attempts);
        } else {
            settle(false);
        }
    }

    private void settle(boolean isAlive) {
        if (isAlive) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (breaker.getState() != CircuitBreaker.State.OPEN) {
            breaker.transitionToOpenState();
        }
        isProbing.set(false);
    }
}

package banyan.launcher.remote;

import banyan.core.BoardException;
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
 * Whether a peer responds at all. A failed request of a client only raises a doubt: no peer may respond to such a request in
 * time, or at all. A failed connection or a probe of this launcher decides.
 */
final class Liveness {
    private static final int FAILURES = 5;
    private static final int PROBES = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(FAILURES)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .maxWaitDurationInHalfOpenState(TIMEOUT.multipliedBy(PROBES + 1))
            .clock(new MonotonicClock()) // with the wall clock it would stay open for hours after that is set back
            .build();

    private final PeerTarget peer;
    private final CircuitBreaker breaker;
    private final AtomicBoolean isProbing = new AtomicBoolean();

    Liveness(PeerTarget peer) {
        this.peer = peer;
        breaker = CircuitBreaker.of(peer.address().toString(), BREAKER);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * @throws BoardException UNAVAILABLE while the breaker is open
     */
    void requireClosedBreaker(String module) {
        if (!isAssumed(module)) {
            throw PeerFailure.unavailable(peer.address(), "has failed too often, and gets no request for a second");
        }
    }

    /** Whether a request may be sent; if not, the peer is probed once a second. */
    private boolean isAssumed(String module) {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            return breaker.tryAcquirePermission();
        }
        if (breaker.tryAcquirePermission()) {
            probe(module, PROBES);
        }
        return false;
    }

    /**
     * Takes in the result of a request that was sent.
     *
     * @param module that the request was for
     * @param failure null for any response
     */
    void report(String module, long nanos, @Nullable Throwable failure) {
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

    /** No connection was made, not even for TLS; neither depends on what a client has sent. */
    static boolean isUnreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof SocketTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException;
    }

    /** The client has gone, or there are too many requests. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof CancellationException || failure instanceof RejectedExecutionException;
    }

    private void probe(String module, int attempts) {
        var isSent = new AtomicBoolean();
        var caller = CallContext.fresh(Trace.fresh());
        peer.request("GET", "/api/" + module + "/contract")
                .headers(caller::addTo)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onRequestCommit(request -> isSent.set(true))
                .send(result -> probed(module, attempts - 1, isSent.get(), result));
    }

    private void probed(String module, int attempts, boolean isSent, Result result) {
        var failure = result.getFailure();
        if (failure == null || result.getResponse().getStatus() > 0) {
            settle(true);
        } else if (isOurs(failure) || !(isSent || isUnreachable(failure))) {
            settle(breaker.getState() == CircuitBreaker.State.CLOSED); // the failure says nothing about the peer
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

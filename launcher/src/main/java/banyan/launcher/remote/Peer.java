package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.Contract;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Another process that hosts modules, at one address. Who asks in vain again and again is told so at once, for a while. */
public final class Peer {
    private static final int ATTEMPTS = 2;
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(5)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .maxWaitDurationInHalfOpenState(Duration.ofSeconds(5))
            .clock(new MonotonicClock()) // else it stays open for hours when the wall clock is set back
            .build();

    private final URI address;
    private final Peers peers;
    private final CircuitBreaker breaker;

    Peer(URI address, Peers peers) {
        this.address = address;
        this.peers = peers;
        breaker = CircuitBreaker.of(address.toString(), BREAKER);
    }

    /** Such as {@code http://localhost:3001}. */
    public URI address() {
        return address;
    }

    /** Whether it is asked, or has failed too often: {@code closed}, {@code open} or {@code half_open}. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    /**
     * A request to it, to be completed and sent.
     *
     * @param target path and query, as they are to be sent
     */
    public Request request(String method, String target) {
        return peers.started().newRequest(address.resolve(target)).method(method);
    }

    /**
     * Asks a module on behalf of the {@link Caller}, and waits for the answer; again if that failed and there is time.
     *
     * @param path under the module's own, with its query
     * @throws BoardException UNAVAILABLE if no answer of that module comes
     */
    PeerAnswer ask(String module, String path, String accept, Duration most) {
        var caller = Caller.current();
        boolean isHurried = caller.leavesLess(most);
        long end = System.nanoTime() + caller.left(most).toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = once(caller, "/api/" + module + path, accept, end, isHurried);
                refuseStranger(answer, module);
                return new PeerAnswer(this, answer.getStatus(), answer.getHeaders(), answer.getContentAsString());
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || System.nanoTime() > end) {
                    throw unavailable("cannot be reached");
                }
            } catch (TimeoutException e) {
                throw unavailable("does not answer in time");
            }
        }
    }

    private ContentResponse once(Caller caller, String target, String accept, long end, boolean isHurried)
            throws ExecutionException, TimeoutException {
        long start = System.nanoTime();
        if (end <= start) {
            throw new TimeoutException();
        }
        refuseIfOpen();
        try {
            var request = request("GET", target)
                    .timeout(end - start, TimeUnit.NANOSECONDS)
                    .headers(headers -> headers.put(HttpHeader.ACCEPT, accept)
                            .put(Trace.HEADER, caller.trace().parent())
                            .put(Caller.HOPS, String.valueOf(caller.hops() + 1))
                            .put(Caller.TIME_LEFT, String.valueOf(TimeUnit.NANOSECONDS.toMillis(end - start))));
            var answer = request.send();
            report(start, null);
            return answer;
        } catch (TimeoutException e) {
            settle(start, e, isHurried);
            throw e;
        } catch (ExecutionException e) {
            report(start, e);
            throw e;
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            throw unavailable("is not waited for any more");
        }
    }

    /**
     * Each one who is let through has to {@link #report} later how it went.
     *
     * @throws BoardException UNAVAILABLE for a while after it has failed too often
     */
    public void refuseIfOpen() {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable("has failed too often, and is left in peace for a second");
        }
    }

    /**
     * What else listens there would answer 404 to anything, which is not what the module says. Who is too busy to ask the
     * module has nothing of it in the answer.
     */
    private void refuseStranger(ContentResponse answer, String module) {
        boolean isBusy = answer.getStatus() == 429 || answer.getStatus() == 503;
        if (!isBusy && !Contract.isKept(answer.getHeaders().get(Contract.HEADER), module)) {
            throw unavailable("does not host " + module + ", or in another version of the contract");
        }
    }

    /** Those that look at answers: what they do may take a while, but not wait. */
    public Executor executor() {
        return peers.started().getExecutor();
    }

    /** Does it after this time, unless it is cancelled. */
    public Scheduler.Task after(Duration time, Runnable task) {
        return peers.started().getScheduler().schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Says that time has run out for one who was let through. Who asks may say how little there is: that is no word about the
     * peer, or anybody could have it left in peace.
     *
     * @param isHurried whether the time was less than such a question has
     */
    public void settle(long start, TimeoutException failure, boolean isHurried) {
        if (isHurried) {
            breaker.releasePermission();
        } else {
            report(start, failure);
        }
    }

    /**
     * Says how it went for one who was let through.
     *
     * @param start when that was, in {@link System#nanoTime()}
     * @param failure that was the peer's fault, if there was one
     */
    public void report(long start, @Nullable Throwable failure) {
        long took = System.nanoTime() - start;
        if (failure == null) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, failure);
        }
    }

    BoardException unavailable(String why) {
        return new BoardException(BoardException.Kind.UNAVAILABLE, "The process at " + address + " " + why + ".");
    }
}

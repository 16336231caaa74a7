package banyan.launcher.remote;

import banyan.core.BoardException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Another process that hosts modules, at one address. After repeated failures, calls to it fail at once for a while. */
public final class Peer {
    private final PeerTarget target;
    private final Liveness liveness;
    private final PeerCall calls;
    private final HomeListener homes;

    Peer(PeerTarget target, HomeListener homes) {
        this.target = target;
        this.homes = homes;
        liveness = new Liveness(target);
        calls = new PeerCall(target, liveness, this::homeToldBy);
    }

    /** Such as {@code http://localhost:3001}. */
    public URI address() {
        return target.address();
    }

    /** The circuit breaker: {@code closed} while requests are sent, {@code open} or {@code half_open} after failures. */
    public CircuitBreaker breaker() {
        return liveness.breaker();
    }

    /**
     * A request to the peer, to be completed and sent.
     *
     * @param target path and query, as they are to be sent
     */
    public Request request(String method, String target) {
        return this.target.request(method, target);
    }

    /**
     * Calls a module on behalf of the current {@link CallContext}, and waits for the response. A failed call is retried once
     * if there is time.
     *
     * @param path under the module's own, with its query
     * @param timeout of the call, or less if the caller has less time left
     * @throws BoardException UNAVAILABLE if that module does not respond
     */
    public PeerResponse call(String module, String path, String accept, Duration timeout) {
        return calls.call(module, path, accept, timeout);
    }

    /**
     * Requires that the circuit breaker lets a request through, whose result is to be {@link #report reported} later.
     *
     * @param module that the request is for
     * @throws BoardException UNAVAILABLE for a while after repeated failures
     */
    public void requireClosedBreaker(String module) {
        liveness.requireClosedBreaker(module);
    }

    /** The threads that handle responses. Their tasks must not block. */
    public Executor executor() {
        return target.client().executor();
    }

    /** Runs the task after this time, unless it is cancelled. */
    public Scheduler.Task after(Duration time, Runnable task) {
        return target.client().scheduler().schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Reports the result of a request that was let through.
     *
     * @param module that the request was for
     * @param start when it was sent, in {@link System#nanoTime()}
     * @param failure why there was no response; null for any response
     */
    public void report(String module, long start, @Nullable Throwable failure) {
        liveness.report(module, System.nanoTime() - start, failure);
    }

    /** What a response of this peer tells about the home of the module that it comes from. Its listener learns it too. */
    public Optional<HomeHeader> homeToldBy(HttpFields response, String module) {
        var home = HomeHeader.of(response, module);
        home.ifPresent(told -> homes.told(address(), told));
        return home;
    }

    /** A failure UNAVAILABLE of this peer; the reason ends a sentence that begins with the process. */
    public BoardException unavailable(String why) {
        return PeerFailure.unavailable(address(), why);
    }
}

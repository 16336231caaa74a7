package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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

    private final URI address;
    private final Peers peers;
    private final Liveness liveness;

    Peer(URI address, Peers peers) {
        this.address = address;
        this.peers = peers;
        liveness = new Liveness(this);
    }

    /** Such as {@code http://localhost:3001}. */
    public URI address() {
        return address;
    }

    /** Whether it is asked, or has failed too often: {@code closed}, {@code open} or {@code half_open}. */
    public CircuitBreaker breaker() {
        return liveness.breaker();
    }

    /**
     * A request to it, to be completed and sent.
     *
     * @param target path and query, as they are to be sent
     */
    public Request request(String method, String target) {
        return new VerbatimRequest(peers.started(), method, URI.create(address + target));
    }

    /**
     * Asks a module on behalf of the {@link CallContext}, and waits for the answer; again if that failed and there is time.
     *
     * @param path under the module's own, with its query
     * @throws BoardException UNAVAILABLE if no answer of that module comes
     */
    public PeerResponse ask(String module, String path, String accept, Duration most) {
        var caller = CallContext.current();
        long end = System.nanoTime() + caller.left(most).toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = once(caller, module, path, accept, end);
                refuseStranger(answer, module);
                return new PeerResponse(this, answer.getStatus(), answer.getHeaders(), answer.getContentAsString());
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || System.nanoTime() > end) {
                    throw unavailable("cannot be reached");
                }
            } catch (TimeoutException e) {
                throw unavailable("does not answer in time");
            }
        }
    }

    private ContentResponse once(CallContext caller, String module, String path, String accept, long end)
            throws ExecutionException, TimeoutException {
        long start = System.nanoTime();
        if (end <= start) {
            throw new TimeoutException();
        }
        refuseIfOpen(module);
        try {
            var request = request("GET", "/api/" + module + path)
                    .timeout(end - start, TimeUnit.NANOSECONDS)
                    .headers(headers -> headers.put(HttpHeader.ACCEPT, accept)
                            .put(Trace.HEADER, caller.trace().parent())
                            .put(CallContext.HOPS, String.valueOf(caller.hops() + 1))
                            .put(CallContext.TIME_LEFT, String.valueOf(TimeUnit.NANOSECONDS.toMillis(end - start))));
            var answer = request.send();
            report(module, start, null);
            return answer;
        } catch (TimeoutException e) {
            report(module, start, e);
            throw e;
        } catch (ExecutionException e) {
            report(module, start, Objects.requireNonNullElse(e.getCause(), e));
            throw e;
        } catch (InterruptedException e) {
            report(module, start, new CancellationException());
            Thread.currentThread().interrupt();
            throw unavailable("is not waited for any more");
        }
    }

    /**
     * Whoever is let through has to {@link #report} later how it went.
     *
     * @param module that is asked for
     * @throws BoardException UNAVAILABLE for a while after it has failed too often
     */
    public void refuseIfOpen(String module) {
        if (!liveness.isAssumed(module)) {
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
     * Says how it went for a request that was let through.
     *
     * @param module that was asked for
     * @param start when that was, in {@link System#nanoTime()}
     * @param failure why there was no response; null if there was one, whatever it says
     */
    public void report(String module, long start, @Nullable Throwable failure) {
        liveness.hear(module, System.nanoTime() - start, failure);
    }

    public BoardException unavailable(String why) {
        return new BoardException(BoardException.Kind.UNAVAILABLE, "The process at " + address + " " + why + ".");
    }
}

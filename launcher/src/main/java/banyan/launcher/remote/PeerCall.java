package banyan.launcher.remote;

import banyan.core.contract.Contract;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Calls modules of a peer, and waits for the responses.
 *
 * @param homes learns from each response where the home of its module is
 */
record PeerCall(PeerTarget peer, Liveness liveness, BiConsumer<HttpFields, String> homes) {
    private static final int ATTEMPTS = 2;

    PeerResponse call(String module, String path, String accept, Duration timeout) {
        var caller = CallContext.current();
        long deadline = System.nanoTime() + caller.left(timeout).toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                var request = request(caller, "/api/" + module + path, accept, deadline);
                var response = send(module, request);
                requireModule(response, module);
                homes.accept(response.getHeaders(), module);
                return new PeerResponse(
                        peer.address(), response.getStatus(), response.getHeaders(), response.getContentAsString());
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || System.nanoTime() > deadline) {
                    throw PeerFailure.unavailable(peer.address(), "cannot be reached");
                }
            } catch (TimeoutException e) {
                throw PeerFailure.unavailable(peer.address(), "does not respond in time");
            }
        }
    }

    private Request request(CallContext caller, String target, String accept, long deadline) throws TimeoutException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new TimeoutException();
        }
        return peer.request("GET", target).timeout(left, TimeUnit.NANOSECONDS).headers(headers -> {
            headers.put(HttpHeader.ACCEPT, accept);
            caller.addTo(headers, Duration.ofNanos(left));
        });
    }

    private ContentResponse send(String module, Request request) throws ExecutionException, TimeoutException {
        liveness.requireClosedBreaker(module);
        long start = System.nanoTime();
        try {
            var response = request.send();
            liveness.report(module, System.nanoTime() - start, null);
            return response;
        } catch (TimeoutException e) {
            liveness.report(module, System.nanoTime() - start, e);
            throw e;
        } catch (ExecutionException e) {
            liveness.report(module, System.nanoTime() - start, Objects.requireNonNullElse(e.getCause(), e));
            throw e;
        } catch (InterruptedException e) {
            liveness.report(module, System.nanoTime() - start, new CancellationException());
            Thread.currentThread().interrupt();
            throw PeerFailure.unavailable(peer.address(), "was not waited for, as this thread is to end");
        }
    }

    /**
     * Another server at that address responds to anything with 404, which is not the response of the module. A launcher that
     * is too busy to reach the module responds without its contract.
     */
    private void requireModule(ContentResponse response, String module) {
        boolean isBusy = response.getStatus() == 429 || response.getStatus() == 503;
        if (!isBusy && !Contract.matches(response.getHeaders().get(Contract.HEADER), module)) {
            throw PeerFailure.unavailable(
                    peer.address(), "does not host " + module + ", or in another version of the contract");
        }
    }
}

package banyan.launcher.proxy;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.http.server.UnexpectedFailure;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.Peer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.glassfish.grizzly.http.server.Response;

/** A forwarded request, until its response has been forwarded to the client. No thread waits meanwhile. */
public final class Exchange {
    private static final int ATTEMPTS = 2;
    private static final int REFUSED = 503;

    private final String module;
    private final Peer peer;
    private final ForwardedRequest forwarded;
    private final Response response;
    private final Consumer<Response> refused;
    private final StreamedResponse client;
    private volatile Attempt attempt;

    /**
     * @param refused takes over a request that the peer has refused because it is not the home of the module's data: nothing was
     *     done, and the suspended response is unwritten. Must not block
     */
    public Exchange(
            String module, Peer peer, ForwardedRequest forwarded, Response response, Consumer<Response> refused) {
        this.module = module;
        this.peer = peer;
        this.forwarded = forwarded;
        this.response = response;
        this.refused = refused;
        client = new StreamedResponse(response);
        attempt = new Attempt(1);
    }

    /** Sends the request. The response comes later, on other threads. */
    public void begin() {
        RequestContext.of(response.getRequest()).suspend(response, () -> attempt.abandon());
        attempt.send();
    }

    /** Ends a long poll at the peer, unless a response has arrived. */
    void stop() {
        attempt.stop();
    }

    /** One attempt to send the request. */
    private final class Attempt {
        private final int number;
        private final long start = System.nanoTime();
        private final Request copy = forwarded.to(peer);

        /** Whether the peer has responded. */
        private volatile boolean isResponded;

        /** Whether the client gets that response. */
        private volatile boolean isStreaming;

        /** Whether the peer has refused the request. */
        private volatile boolean isRefused;

        Attempt(int number) {
            this.number = number;
        }

        /** Tells the client of any failure before the request is sent: no listener would. */
        void send() {
            try {
                peer.requireClosedBreaker(module);
                begin();
            } catch (BoardException e) {
                client.problem(Problem.of(e));
            } catch (RuntimeException | Error e) {
                client.problem(UnexpectedFailure.problem(e));
            }
        }

        private void begin() {
            var timeout = peer.after(forwarded.left(), () -> abort(new TimeoutException()));
            copy.onResponseHeaders(head -> stream(head, timeout))
                    .onResponseContentSource((head, content) -> pass(content))
                    .send(result -> {
                        timeout.cancel();
                        end(result);
                    });
        }

        private void stream(org.eclipse.jetty.client.Response head, Scheduler.Task timeout) {
            peer.report(module, start, null); // before the client can send its next request
            isResponded = true;
            var home = peer.homeToldBy(head.getHeaders(), module);
            isRefused = home.filter(HomeHeader::isRefused).isPresent() && head.getStatus() == REFUSED;
            if (isRefused) {
                return; // the time limit continues, for the end of the response
            }
            timeout.cancel();
            if (isForwardable(head, home.isPresent() ? 1 : 0)) {
                isStreaming = true;
                client.begin(head);
            } else {
                abort(new HttpResponseException("cannot be forwarded", head));
            }
        }

        /** No client gets the response to a refused request; it is read to its end, so that the connection can be used again. */
        private void pass(Content.Source content) {
            if (isRefused) {
                Content.Source.consumeAll(content, Callback.NOOP);
            } else {
                client.pass(content);
            }
        }

        /** The client has gone, so nothing needs the response. */
        void abandon() {
            abort(new CancellationException());
        }

        void stop() {
            if (!isStreaming) {
                abort(new ExchangeFailure.Stopping());
            }
        }

        /** Ends the attempt with this reason, unless it has ended already. */
        private void abort(Throwable reason) {
            var unused = copy.abort(reason);
        }

        private void end(Result result) {
            var cause = result.getFailure();
            if (!isResponded) {
                peer.report(module, start, cause);
            }
            if (isRefused) {
                refused.accept(response);
            } else if (cause != null) {
                fail(new ExchangeFailure("The module " + module + " at " + peer.address(), forwarded.isSafe(), cause));
            }
        }

        private void fail(ExchangeFailure failure) {
            if (failure.isOfTheClient()) {
                return;
            }
            if (isStreaming) {
                client.breakOff();
            } else if (number < ATTEMPTS && failure.mayBeRetried()) {
                attempt = new Attempt(number + 1);
                attempt.send();
            } else {
                client.problem(failure.problem());
            }
        }
    }

    /**
     * Whether it is a final response: no client has requested another protocol. A response with more headers than a board
     * accepts is rejected like one with a longer head.
     *
     * @param added by the peer itself, beside the headers of the module
     */
    private static boolean isForwardable(org.eclipse.jetty.client.Response head, int added) {
        return head.getStatus() >= 200 && head.getHeaders().size() - added <= HeadLimits.USUAL.headers();
    }
}

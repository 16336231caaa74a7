package banyan.launcher.proxy;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.http.server.UnexpectedFailure;
import banyan.launcher.remote.Peer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.util.thread.Scheduler;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;

/** A forwarded request, until its response has been forwarded to the client. No thread waits meanwhile. */
public final class Exchange {
    private static final int ATTEMPTS = 2;
    private static final long NO_TIMEOUT = -1;

    private final String module;
    private final Peer peer;
    private final ForwardedRequest forwarded;
    private final Response response;
    private final StreamedResponse client;
    private volatile Attempt attempt;

    public Exchange(String module, Peer peer, ForwardedRequest forwarded, Response response) {
        this.module = module;
        this.peer = peer;
        this.forwarded = forwarded;
        this.response = response;
        client = new StreamedResponse(response);
        attempt = new Attempt(1);
    }

    /** Sends the request. The response comes later, on other threads. */
    public void begin() {
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                attempt.abandon();
            }
        });
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
                    .onResponseContentSource((head, content) -> client.pass(content))
                    .send(result -> {
                        timeout.cancel();
                        end(result);
                    });
        }

        private void stream(org.eclipse.jetty.client.Response head, Scheduler.Task timeout) {
            timeout.cancel();
            peer.report(module, start, null); // before the client can send its next request
            isResponded = true;
            if (isForwardable(head)) {
                isStreaming = true;
                client.begin(head);
            } else {
                abort(new HttpResponseException("cannot be forwarded", head));
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
            if (cause != null) {
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
     */
    private static boolean isForwardable(org.eclipse.jetty.client.Response head) {
        return head.getStatus() >= 200 && head.getHeaders().size() <= HeadLimits.USUAL.headers();
    }
}

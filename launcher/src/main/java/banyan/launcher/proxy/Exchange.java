package banyan.launcher.proxy;

import banyan.core.BoardException;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.http.server.UnexpectedFailure;
import banyan.launcher.remote.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Result;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;

/** A request that is being forwarded, until its answer has been passed on. No thread waits meanwhile. */
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

    /** Begins: the answer comes later, on other threads. */
    public void begin() {
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                attempt.abandon();
            }
        });
        attempt.send();
    }

    /** Ends a wait in the other process, unless a response has come from there. */
    void sendAway() {
        attempt.sendAway();
    }

    /** Once, or once more. */
    private final class Attempt {
        private final int number;
        private final long start = System.nanoTime();
        private final org.eclipse.jetty.client.Request copy = forwarded.to(peer);

        /** Whether the peer has given a response, and whether that has been begun to be passed on. */
        private volatile boolean isHeard;

        private volatile boolean isAnswered;

        Attempt(int number) {
            this.number = number;
        }

        /** Nobody else would tell the client of what goes wrong before the request is on its way. */
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
            var limit = peer.after(forwarded.left(), () -> abort(new TimeoutException()));
            copy.onResponseHeaders(answer -> {
                        limit.cancel();
                        peer.report(module, start, null); // before who asked can ask again
                        isHeard = true;
                        if (isPassable(answer)) {
                            isAnswered = true;
                            client.begin(answer);
                        } else {
                            abort(new HttpResponseException("not to be passed on", answer));
                        }
                    })
                    .onResponseContentSource((answer, content) -> client.pass(content))
                    .send(result -> {
                        limit.cancel();
                        ended(result);
                    });
        }

        /** Who asked has gone, so nobody needs the answer. */
        void abandon() {
            abort(new CancellationException());
        }

        void sendAway() {
            if (!isAnswered) {
                abort(new Stopping());
            }
        }

        /** Its end comes with this reason, unless it has ended already. */
        private void abort(Throwable reason) {
            var unused = copy.abort(reason);
        }

        private void ended(Result result) {
            var failure = result.getFailure();
            if (!isHeard) {
                peer.report(module, start, failure);
            }
            if (failure == null || (failure instanceof CancellationException && !(failure instanceof Stopping))) {
                return; // the content has ended too, or nobody is there
            }
            if (isAnswered) {
                client.breakOff();
            } else if (number < ATTEMPTS && mayBeRepeated(failure)) {
                attempt = new Attempt(number + 1);
                attempt.send();
            } else {
                client.problem(problem(failure));
            }
        }
    }

    /** The client is there, and this process is about to go. */
    private static final class Stopping extends CancellationException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Whether it is a response to the request: nobody has asked for another protocol. One with more headers than a board takes
     * itself is refused like a longer head.
     */
    private static boolean isPassable(org.eclipse.jetty.client.Response answer) {
        return answer.getStatus() >= 200 && answer.getHeaders().size() <= HeadLimits.USUAL.headers();
    }

    /** What has not been sent may be sent; what changes nothing may be sent again. */
    private boolean mayBeRepeated(Throwable failure) {
        return isUnsent(failure) || (forwarded.isSafe() && failure instanceof IOException);
    }

    private static boolean isUnsent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof SocketTimeoutException
                || failure instanceof UnknownHostException;
    }

    private Problem problem(Throwable failure) {
        var who = "The module " + module + " at " + peer.address();
        if (failure instanceof RejectedExecutionException) {
            return Problem.of(503, "unavailable", who + " is asked by too many at once; try again in a second.");
        }
        if (failure instanceof Stopping) {
            return Problem.of(503, "unavailable", "This process is stopping; try again in a second.");
        }
        if (failure instanceof TimeoutException) {
            return Problem.of(504, "gateway-timeout", who + " does not answer in time.");
        }
        if (isUnsent(failure)) {
            return Problem.of(503, "unavailable", who + " cannot be reached; try again in a second.");
        }
        return forwarded.isSafe() && failure instanceof IOException
                ? Problem.of(503, "unavailable", who + " does not answer as it should; try again in a second.")
                : Problem.of(
                        502, "bad-gateway", who + " does not answer as it should; it may have done what was asked.");
    }
}

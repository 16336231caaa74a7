package banyan.launcher.proxy;

import banyan.core.web.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Why an exchange with a peer failed, and what the client can do.
 *
 * @param peer the module and its process, to begin a sentence
 * @param isSafe whether the request changes nothing
 */
record ExchangeFailure(String peer, boolean isSafe, Throwable cause) {
    /** This process stops while the client is still connected. */
    static final class Stopping extends CancellationException {
        private static final long serialVersionUID = 1;
    }

    /** Whether the client has gone. */
    boolean isOfTheClient() {
        return cause instanceof CancellationException && !(cause instanceof Stopping);
    }

    /** A request that was not sent can be sent again, and so can a request that changes nothing. */
    boolean mayBeRetried() {
        return isUnsent() || (isSafe && cause instanceof IOException);
    }

    private boolean isUnsent() {
        return cause instanceof ConnectException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException;
    }

    Problem problem() {
        if (cause instanceof RejectedExecutionException) {
            return unavailable(peer + " has too many requests in flight; try again in a second.");
        }
        if (cause instanceof Stopping) {
            return unavailable("This process is stopping; try again in a second.");
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(504, "gateway-timeout", peer + " does not respond in time.");
        }
        if (isUnsent()) {
            return unavailable(peer + " cannot be reached; try again in a second.");
        }
        return isSafe && cause instanceof IOException
                ? unavailable(peer + " does not respond correctly; try again in a second.")
                : Problem.of(
                        502, "bad-gateway", peer + " does not respond correctly; it may have carried the request out.");
    }

    private static Problem unavailable(String detail) {
        return Problem.of(503, "unavailable", detail);
    }
}

package banyan.launcher.http.server;

import banyan.core.FatalError;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Responses;
import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request when something went wrong that nobody expected. */
public final class UnexpectedFailure {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailure.class);

    private UnexpectedFailure() {}

    /** What the client is told; the log has the failure by its instance. */
    public static Problem problem(Throwable failure) {
        FatalError.check(failure);
        var problem =
                Problem.of(500, "internal-server-error", "Something went wrong here; the log has it by its instance.");
        LOG.error("{}", problem.instance(), failure);
        return problem;
    }

    /**
     * Answers 500 or, where a response has begun, ends the connection: what would complete it is the next response. A response
     * that is suspended may be about to be given by another thread, so its connection ends too.
     */
    static void answer(Response response, Throwable failure) throws IOException {
        if (response.isSuspended()) {
            problem(failure);
            terminate(response);
        } else {
            inPlaceOf(response, failure);
        }
    }

    /** The same for a response that is suspended, and that no other thread gives; it is still to be resumed. */
    public static void inPlaceOf(Response response, Throwable failure) throws IOException {
        boolean isBegun = response.isCommitted();
        boolean isOpen = response.getRequest().getContext().getConnection().isOpen();
        if (failure instanceof IOException && (isBegun || !isOpen)) {
            LOG.debug("A client has gone before the end of its response, or does not read: {}", failure.getMessage());
            terminate(response);
            return;
        }
        var problem = problem(failure);
        if (isBegun) {
            terminate(response);
        } else {
            response.reset();
            Responses.problem(response, problem);
        }
    }

    private static void terminate(Response response) {
        response.getRequest().getContext().getConnection().terminateSilently();
    }
}

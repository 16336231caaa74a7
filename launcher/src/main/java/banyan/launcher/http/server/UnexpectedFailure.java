package banyan.launcher.http.server;

import banyan.core.FatalError;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Responses;
import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a request after an unexpected failure. */
public final class UnexpectedFailure {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailure.class);

    private UnexpectedFailure() {}

    /** The problem for the client; the log has the failure by the instance of the problem. */
    public static Problem problem(Throwable failure) {
        FatalError.check(failure);
        var problem = Problem.of(
                500, "internal-server-error", "An internal error occurred; the log describes it under this instance.");
        LOG.error("{}", problem.instance(), failure);
        return problem;
    }

    /**
     * Writes a response 500 or, if a response has begun, closes the connection: a client would take the next response for its
     * rest. A suspended response may be in use on another thread, so its connection is closed too.
     */
    static void respond(Response response, Throwable failure) throws IOException {
        if (response.isSuspended()) {
            problem(failure);
            terminate(response);
        } else {
            inPlaceOf(response, failure);
        }
    }

    /** The same for a suspended response that no other thread uses; the caller resumes it afterwards. */
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

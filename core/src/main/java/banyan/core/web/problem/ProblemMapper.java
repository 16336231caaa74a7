package banyan.core.web.problem;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.web.MediaTypes;
import banyan.core.web.json.JsonInput;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure within a module to a problem document. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        FatalError.check(failure);
        // JAX-RS wraps the exceptions of parameter types.
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoardException board) {
                return responseTo(board);
            }
        }
        if (failure instanceof WebApplicationException framework
                && framework.getResponse().getStatus() < 500) {
            return withProblem(framework.getResponse());
        }
        var problem = Problem.of(
                500, "internal-server-error", "An internal error occurred; the log describes it under this instance.");
        LOG.error("{}", problem.instance(), failure);
        return with(Response.status(500), problem);
    }

    private static Response responseTo(BoardException failure) {
        var problem = Problem.of(failure);
        var response = failure.kind() == BoardException.Kind.NOT_HOME
                ? Response.status(new NotHomeStatus(failure))
                : Response.status(problem.status());
        switch (failure.kind()) {
            case UNAUTHENTICATED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case UNAVAILABLE, NOT_HOME, TOO_MANY ->
                response.header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, failure.retryAfter().toSeconds()));
            default -> {}
        }
        return with(response, problem);
    }

    /** Adds a problem document to a rejection by JAX-RS, which keeps its headers. */
    private static Response withProblem(Response response) {
        var rejected = Response.fromResponse(response);
        var kind = response.getStatusInfo()
                .getReasonPhrase()
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
        var detail = switch (response.getStatus()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> {
                var allowed = allowed(response);
                rejected.header(HttpHeaders.ALLOW, null).header(HttpHeaders.ALLOW, allowed);
                yield "This path supports " + allowed + ".";
            }
            case 406 -> "This path returns " + MediaTypes.TUTORIAL + " or " + MediaTypes.BOARD + ".";
            case 408 -> "The end of the body did not arrive in time; nothing was changed.";
            case 413 -> "A body has at most " + JsonInput.MAX_BYTES + " bytes.";
            case 415 -> "This path accepts " + accepted(response) + ".";
            default -> "The request was rejected: " + kind.replace('-', ' ') + ".";
        };
        return with(rejected, Problem.of(response.getStatus(), kind, detail));
    }

    /**
     * Returns the accepted media type. A filter that requires another type than JSON names it in the header (RFC 9110
     * section 15.5.16).
     */
    private static String accepted(Response response) {
        var accepted = response.getHeaderString(HttpHeaders.ACCEPT);
        return accepted == null ? MediaTypes.TUTORIAL : accepted;
    }

    /** Returns the allowed methods. JAX-RS supports HEAD wherever there is a GET, but does not list it. */
    private static String allowed(Response response) {
        var methods = new TreeSet<>(response.getAllowedMethods());
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }

    private static Response with(ResponseBuilder response, Problem problem) {
        return response.type(Problem.MEDIA_TYPE).entity(problem.json()).build();
    }
}

package banyan.core.web.problem;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.web.JsonInput;
import banyan.core.web.MediaTypes;
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

/** Turns every failure within a module into a problem document. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        FatalError.check(failure);
        // The framework wraps what a parameter's own type throws.
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoardException board) {
                return intended(board);
            }
        }
        if (failure instanceof WebApplicationException framework
                && framework.getResponse().getStatus() < 500) {
            return refused(framework.getResponse());
        }
        var problem =
                Problem.of(500, "internal-server-error", "Something went wrong here; the log has it by its instance.");
        LOG.error("{}", problem.instance(), failure);
        return with(Response.status(500), problem);
    }

    private static Response intended(BoardException failure) {
        var problem = Problem.of(failure);
        var response = Response.status(problem.status());
        switch (failure.kind()) {
            case UNAUTHENTICATED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case UNAVAILABLE, TOO_MANY ->
                response.header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, failure.retryAfter().toSeconds()));
            default -> {}
        }
        return with(response, problem);
    }

    /** What the framework refuses keeps its headers. */
    private static Response refused(Response response) {
        var refused = Response.fromResponse(response);
        var kind = response.getStatusInfo()
                .getReasonPhrase()
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
        var detail = switch (response.getStatus()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> {
                var allowed = allowed(response);
                refused.header(HttpHeaders.ALLOW, null).header(HttpHeaders.ALLOW, allowed);
                yield "This path takes " + allowed + ".";
            }
            case 406 -> "This path gives " + MediaTypes.TUTORIAL + " or " + MediaTypes.BOARD + ".";
            case 408 -> "The end of the body did not arrive in time; nothing was changed.";
            case 413 -> "A body has " + JsonInput.OCTETS + " octets at most.";
            case 415 -> "This path takes " + taken(response) + ".";
            default -> "The request was refused: " + kind.replace('-', ' ') + ".";
        };
        return with(refused, Problem.of(response.getStatus(), kind, detail));
    }

    /** A filter that requires another media type than JSON names it in the header (RFC 9110 section 15.5.16). */
    private static String taken(Response response) {
        var taken = response.getHeaderString(HttpHeaders.ACCEPT);
        return taken == null ? MediaTypes.TUTORIAL : taken;
    }

    /** The framework answers HEAD wherever there is a GET, and does not say so. */
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

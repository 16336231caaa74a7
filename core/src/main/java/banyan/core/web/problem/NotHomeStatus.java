package banyan.core.web.problem;

import banyan.core.BoardException;
import jakarta.ws.rs.core.Response;

/**
 * The status of the response to a request that failed as {@code NOT_HOME}. It is that of any other 503 for clients, and tells
 * the container of the module in this process that nothing was done, so that the request can be sent to the home instead.
 *
 * @param failure why the request failed
 */
public record NotHomeStatus(BoardException failure) implements Response.StatusType {
    @Override
    public int getStatusCode() {
        return Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
    }

    @Override
    public Response.Status.Family getFamily() {
        return Response.Status.Family.SERVER_ERROR;
    }

    @Override
    public String getReasonPhrase() {
        return Response.Status.SERVICE_UNAVAILABLE.getReasonPhrase();
    }
}

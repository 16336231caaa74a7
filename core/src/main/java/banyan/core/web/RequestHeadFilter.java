package banyan.core.web;

import banyan.core.BoardException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.function.Supplier;

/** Rejects headers and paths that JAX-RS would reject without a problem document, or would ignore. */
@Provider
@PreMatching
public final class RequestHeadFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        // JAX-RS drops path parameters after a semicolon, so one item would have many paths.
        if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
            throw new BoardException(BoardException.Kind.NOT_FOUND, "There is nothing at this path.");
        }
        if (has(request, HttpHeaders.ACCEPT) && !isReadable(request::getAcceptableMediaTypes)) {
            throw new BoardException(BoardException.Kind.INVALID, "The Accept header is not a list of media types.");
        }
        if (has(request, HttpHeaders.CONTENT_TYPE) && !isReadable(request::getMediaType)) {
            throw request.hasEntity()
                    ? new NotSupportedException()
                    : new BoardException(BoardException.Kind.INVALID, "The Content-Type header is not a media type.");
        }
    }

    private static boolean has(ContainerRequestContext request, String header) {
        return request.getHeaders().containsKey(header);
    }

    private static boolean isReadable(Supplier<?> header) {
        try {
            var unused = header.get();
            return true;
        } catch (ProcessingException | IllegalArgumentException e) {
            return false;
        }
    }
}

package banyan.launcher.admin;

import banyan.launcher.admin.api.AdminMediaTypes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Requires the media type of the path from each request that changes something. {@code @Consumes} would accept a request
 * without {@code Content-Type}, which a form of a web page can send.
 */
@Provider
final class ContentTypeFilter implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public void filter(ContainerRequestContext request) {
        var required = MediaType.valueOf(
                AdminMediaTypes.ofInput("/" + request.getUriInfo().getPath()));
        var given = request.getMediaType();
        if (!SAFE.contains(request.getMethod()) && (given == null || !isSame(required, given))) {
            throw new NotSupportedException(
                    Response.status(415).header(HttpHeaders.ACCEPT, required).build());
        }
    }

    /** The same but for parameters such as the character set. */
    private static boolean isSame(MediaType one, MediaType other) {
        return one.getType().equalsIgnoreCase(other.getType())
                && one.getSubtype().equalsIgnoreCase(other.getSubtype());
    }
}

package banyan.launcher.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.StreamingOutput;

/** Tells the response writer that a resource writes its response as a stream, so that it is not collected. */
final class StreamingFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BrokenBodyInterceptor.WRITER) instanceof JerseyResponseWriter writer) {
            writer.stream(response.getEntity() instanceof StreamingOutput);
        }
    }
}

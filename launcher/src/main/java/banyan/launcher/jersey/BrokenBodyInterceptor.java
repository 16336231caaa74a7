package banyan.launcher.jersey;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Tells the response writer that a body was interrupted after its beginning. By itself Jersey would log the failure and end the
 * response like a complete one.
 */
@Provider
final class BrokenBodyInterceptor implements WriterInterceptor {
    /** The property of a request that has its {@link JerseyResponseWriter}. */
    static final String WRITER = "banyan.response-writer";

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        try {
            context.proceed();
        } catch (IOException | RuntimeException e) {
            if (!(context.getProperty(WRITER) instanceof JerseyResponseWriter writer) || !writer.isBrokenBy(e)) {
                throw e;
            }
        }
    }
}

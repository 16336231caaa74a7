package banyan.launcher.http;

import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;

/** The application of a module in this process. It responds on a worker thread, as it may block. */
@FunctionalInterface
public interface LocalApplication extends RequestHandling.Responder {
    /** Returns a responder that has the response in memory, if there is one. Called on a selector thread. */
    default Optional<RequestHandling.Responder> ready(Request request) {
        return Optional.empty();
    }
}

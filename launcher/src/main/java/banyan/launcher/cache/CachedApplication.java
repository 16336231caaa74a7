package banyan.launcher.cache;

import banyan.launcher.http.LocalApplication;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.RequestHandling.Responder;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * An application with cached responses. They need no worker thread, unless other processes can change the data.
 *
 * @param application adds the responses to the cache
 */
public record CachedApplication(Responder application, ModuleResponses responses) implements LocalApplication {
    @Override
    public Optional<Responder> ready(Request request) {
        return responses.known(RequestContext.of(request)).map(response -> response::write);
    }

    @Override
    public void respond(Request request, Response response) throws Exception {
        var cached = responses.checked(RequestContext.of(request));
        if (cached.isPresent()) {
            cached.get().write(request, response);
        } else {
            application.respond(request, response);
        }
    }
}

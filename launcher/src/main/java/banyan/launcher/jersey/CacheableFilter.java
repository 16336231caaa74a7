package banyan.launcher.jersey;

import banyan.core.web.Cacheable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Reads the state of the data before a cacheable method runs: a state that was read later could be that of a change which the
 * method has not seen. The method makes the whole response, for clients without a copy.
 */
@Provider
@Cacheable
final class CacheableFilter implements ContainerRequestFilter {
    /** The property of a request that has the state. */
    static final String STATE = "banyan.data-state";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(ResponseCaching.PROPERTY) instanceof ResponseCaching caching) {
            caching.state().ifPresent(state -> {
                request.setProperty(STATE, state);
                request.getHeaders().remove(HttpHeaders.IF_NONE_MATCH);
            });
        }
    }
}

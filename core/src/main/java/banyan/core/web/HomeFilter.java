package banyan.core.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Rejects writes before anything else is done for them, unless this process has the home of the module's data. A standby
 * may lack what its home has already: a check against its rows, such as for a missing item, could be wrong.
 */
@Provider
public final class HomeFilter implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Runnable requireHome;

    /** @param requireHome fails as {@link banyan.core.BoardException.Kind#NOT_HOME} at any other database than the home */
    public HomeFilter(Runnable requireHome) {
        this.requireHome = requireHome;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!READS.contains(request.getMethod())) {
            requireHome.run();
        }
    }
}

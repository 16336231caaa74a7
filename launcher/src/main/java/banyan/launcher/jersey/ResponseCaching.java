package banyan.launcher.jersey;

import banyan.core.DataState;
import banyan.launcher.cache.CachedResponse;
import banyan.launcher.cache.ModuleResponses;
import banyan.launcher.http.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cache for the response to one request. */
record ResponseCaching(ModuleResponses responses, RequestContext request) {
    /** The property of a request that has this. */
    static final String PROPERTY = "banyan.response-caching";

    /** Returns the cache for this request; empty for a request whose response cannot be cached. */
    static Optional<ResponseCaching> of(Optional<ModuleResponses> responses, RequestContext request) {
        return responses.filter(module -> module.isFor(request)).map(module -> new ResponseCaching(module, request));
    }

    Optional<DataState> state() {
        return responses.state();
    }

    CachedResponse add(DataState state, List<Map.Entry<String, String>> headers, byte[] body) {
        return responses.add(request, state, headers, body);
    }
}

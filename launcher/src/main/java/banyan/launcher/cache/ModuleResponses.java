package banyan.launcher.cache;

import banyan.core.BoardException;
import banyan.core.DataState;
import banyan.core.DataStore;
import banyan.core.contract.Contract;
import banyan.launcher.http.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cached responses of one module. A response is sent only if the data have the state that was read before the response was
 * computed, and that is found out after the request has arrived. So no client sees an older state than without the cache.
 */
public final class ModuleResponses {
    private final ResponseCache cache;
    private final String contract;
    private final DataStore data;

    private ModuleResponses(ResponseCache cache, String contract, DataStore data) {
        this.cache = cache;
        this.contract = contract;
        this.data = data;
    }

    /** Returns the responses of a module; empty if it has no data, or the cache no memory. */
    public static Optional<ModuleResponses> in(ResponseCache cache, String module, Optional<DataStore> data) {
        return data.filter(store -> cache.limit() > 0)
                .map(store -> new ModuleResponses(cache, Contract.header(module), store));
    }

    /** Returns the response, if it is known without reading the data that it is current. */
    Optional<CachedResponse> known(RequestContext request) {
        return data.knownState().flatMap(state -> find(request, Optional.of(state)));
    }

    /** Returns the response, if the data show that it is current. Reads them only for a response that is in the cache. */
    Optional<CachedResponse> checked(RequestContext request) {
        return CacheKey.of(request).map(cache::find).isPresent() ? find(request, state()) : Optional.empty();
    }

    private Optional<CachedResponse> find(RequestContext request, Optional<DataState> state) {
        var found =
                CacheKey.of(request).map(cache::find).filter(response -> state.equals(Optional.of(response.state())));
        if (found.isPresent()) {
            cache.hit();
        }
        return found;
    }

    /** Returns the state of the data, to be read before a response is computed; empty if the response cannot be cached. */
    public Optional<DataState> state() {
        try {
            return data.state();
        } catch (BoardException e) {
            return Optional.empty(); // the resource says so too
        }
    }

    /** Whether the response to this request may be cached. */
    public boolean isFor(RequestContext request) {
        return CacheKey.of(request).isPresent();
    }

    /** Adds a response with status 200. */
    public CachedResponse add(
            RequestContext request, DataState state, List<Map.Entry<String, String>> headers, byte[] body) {
        var response = CachedResponse.of(state, contract, headers, body);
        CacheKey.of(request).ifPresent(key -> cache.put(key, response));
        return response;
    }
}

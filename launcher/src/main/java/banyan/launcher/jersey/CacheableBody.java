package banyan.launcher.jersey;

import banyan.core.DataState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.http.server.Response;

/** The body of a response that is added to the cache, and written from there like every later one. */
final class CacheableBody extends ResponseBody {
    private final Response response;
    private final ResponseCaching caching;
    private final DataState state;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    /** @param state of the data before the response was computed */
    CacheableBody(Response response, ResponseCaching caching, DataState state, Map<String, List<String>> headers) {
        this.response = response;
        this.caching = caching;
        this.state = state;
        headers.forEach((name, values) -> values.forEach(value -> this.headers.add(Map.entry(name, value))));
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
        collected.write(bytes, start, length);
    }

    @Override
    void send() throws IOException {
        caching.add(state, headers, collected.toByteArray()).write(response.getRequest(), response);
    }
}

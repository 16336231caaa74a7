package banyan.launcher.cache;

import banyan.core.DataState;
import banyan.core.contract.Contract;
import banyan.core.web.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * A response with status 200, with the state of the data before it was computed.
 *
 * @param headers those of the resource, in their order
 * @param tag the entity tag without quotes; null if the response has none
 */
@SuppressWarnings("ArrayRecordComponent") // created once, and never compared
public record CachedResponse(
        DataState state,
        String contract,
        List<Map.Entry<String, String>> headers,
        @Nullable String tag,
        byte[] body) {
    private static final String TAG = "ETag";
    private static final String TYPE = "Content-Type";

    public CachedResponse {
        headers = List.copyOf(headers);
    }

    static CachedResponse of(DataState state, String contract, List<Map.Entry<String, String>> headers, byte[] body) {
        var tag = headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(TAG))
                .map(header -> header.getValue().replace("\"", ""))
                .findFirst()
                .orElse(null);
        return new CachedResponse(state, contract, headers, tag, body);
    }

    /** Writes the response, or 304 to a client that has it. Grizzly omits the body for HEAD. */
    public void write(Request request, Response response) throws IOException {
        response.setHeader(Contract.HEADER, contract);
        boolean isKnown = tag != null && Version.isNamed(request.getHeader("If-None-Match"), tag);
        response.setStatus(isKnown ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200);
        for (var header : headers) {
            if (!isKnown || !header.getKey().equalsIgnoreCase(TYPE)) {
                response.addHeader(header.getKey(), header.getValue());
            }
        }
        if (!isKnown) {
            response.setContentLengthLong(body.length);
            response.getOutputStream().write(body);
        }
    }

    int bytes() {
        return body.length
                + headers.stream()
                        .mapToInt(header ->
                                header.getKey().length() + header.getValue().length())
                        .sum();
    }
}

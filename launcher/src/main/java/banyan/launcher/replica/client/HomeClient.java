package banyan.launcher.replica.client;

import banyan.core.BoardException;
import banyan.core.web.json.Json;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.token.TokenProof;
import banyan.launcher.remote.Peer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/** Requests to the admin port of another process. Waits for the responses. */
public final class HomeClient {
    /** Between two arrivals of bytes, and before the first one: longer than a long poll. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** How long a proof counts, if no request fails meanwhile: many of them can follow each other in this time. */
    private static final Duration PROOF = Duration.ofSeconds(1);

    private static final int OK = 200;

    /** A token that the other process has proven to have at this time. */
    private record Proven(String token, long at) {
        boolean isRecent() {
            return System.nanoTime() - at < PROOF.toNanos();
        }
    }

    private final Peer peer;
    private final AdminTokens tokens;
    private final Set<Request> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Proven proven;

    HomeClient(Peer peer, AdminTokens tokens) {
        this.peer = peer;
        this.tokens = tokens;
    }

    /**
     * Opens a stream. The caller closes it.
     *
     * @param headers of the request, beside the token
     * @throws HomeFailure if the other process does not respond, or rejects the request
     */
    public InputStream open(String path, Map<String, String> headers) throws HomeFailure {
        var request = authorized("GET", path, SILENCE).headers(all -> headers.forEach(all::put));
        open.add(request);
        try {
            return new FilterInputStream(respond(request)) {
                @Override
                public int read(byte[] to, int offset, int most) throws IOException {
                    try {
                        return super.read(to, offset, most);
                    } catch (IOException e) {
                        proven = null;
                        throw e;
                    }
                }

                @Override
                public void close() throws IOException {
                    open.remove(request);
                    super.close();
                }
            };
        } catch (HomeFailure e) {
            open.remove(request);
            throw e;
        }
    }

    /** Ends the streams that are open, and the requests for others. */
    public void abort() {
        for (var request : open) {
            var unused = request.abort(new IOException("this process does not wait for it any more"));
        }
    }

    /**
     * Requests a document.
     *
     * @param longest how long the response may take
     */
    public <T> T get(String path, Class<T> type, Duration longest) throws HomeFailure {
        return read(authorized("GET", path, longest).timeout(longest.toMillis(), TimeUnit.MILLISECONDS), type);
    }

    /**
     * Sends a document, and reads that of the response.
     *
     * @param longest how long the response may take
     */
    public <T> T post(String path, Object input, Class<T> type, Duration longest) throws HomeFailure {
        return read(
                authorized("POST", path, SILENCE)
                        .body(new BytesRequestContent(AdminMediaTypes.JSON, bytes(input)))
                        .idleTimeout(longest.toMillis(), TimeUnit.MILLISECONDS),
                type);
    }

    private static byte[] bytes(Object input) {
        try {
            return Json.MAPPER.writeValueAsBytes(input);
        } catch (IOException e) {
            throw new IllegalStateException("each input has a form in JSON", e);
        }
    }

    private <T> T read(Request request, Class<T> type) throws HomeFailure {
        try (var body = respond(request)) {
            return Json.MAPPER
                    .readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
        } catch (JsonProcessingException e) {
            throw HomeFailure.unreadable(peer.address(), e);
        } catch (IOException e) {
            proven = null;
            throw HomeFailure.unreachable(peer.address(), e);
        }
    }

    private Request authorized(String method, String path, Duration longest) throws HomeFailure {
        var request = peer.request(method, path).idleTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        token(longest)
                .ifPresent(secret -> request.headers(headers -> headers.put("Authorization", "Bearer " + secret)));
        return request;
    }

    /** After a failure, another program may listen at that port. */
    private Optional<String> token(Duration longest) throws HomeFailure {
        if (tokens.given().isPresent()) {
            return tokens.given();
        }
        var last = proven;
        if (last != null && last.isRecent()) {
            return Optional.of(last.token());
        }
        var token = prove(longest);
        proven = token.map(secret -> new Proven(secret, System.nanoTime())).orElse(null);
        return token;
    }

    private Optional<String> prove(Duration longest) throws HomeFailure {
        var challenge = TokenProof.challenge();
        var request = peer.request("GET", AdminPaths.LIVE)
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .idleTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                .headers(headers -> headers.put(TokenProof.CHALLENGE, challenge));
        var listener = new InputStreamResponseListener();
        var response = head(request, listener);
        try (var body = listener.getInputStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw HomeFailure.unreachable(peer.address(), e);
        }
        return tokens.of(peer.address(), challenge, response.getHeaders().get(TokenProof.HEADER));
    }

    private InputStream respond(Request request) throws HomeFailure {
        var listener = new InputStreamResponseListener();
        var response = head(request, listener);
        if (response.getStatus() == OK) {
            return listener.getInputStream();
        }
        proven = null;
        throw HomeFailure.rejected(peer.address(), response.getStatus(), problem(listener));
    }

    private Response head(Request request, InputStreamResponseListener listener) throws HomeFailure {
        request.send(listener);
        try {
            return listener.get(request.getIdleTimeout() + SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            var unused = request.abort(e);
            proven = null;
            throw HomeFailure.unreachable(peer.address(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(BoardException.Kind.UNAVAILABLE, "This process is stopping.");
        }
    }

    private static JsonNode problem(InputStreamResponseListener listener) {
        try (var body = listener.getInputStream()) {
            return Json.MAPPER.readTree(body.readNBytes(1 << 16));
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The address of the other process. */
    @Override
    public String toString() {
        return peer.address().toString();
    }
}

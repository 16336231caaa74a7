package banyan.launcher.cli.client;

import banyan.core.web.json.Json;
import banyan.launcher.address.Authority;
import banyan.launcher.config.Options;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/**
 * The address of an admin port, and requests to it.
 *
 * @param timeout of the response
 */
record AdminAddress(InetAddress host, int port, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static AdminAddress of(Options options) {
        var bind = options.adminBind();
        return new AdminAddress(
                bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind, options.adminPort(), TIMEOUT);
    }

    AdminAddress with(Duration longer) {
        return new AdminAddress(host, port, longer);
    }

    /** A request of which nothing has been sent yet. */
    HttpURLConnection request(String method, String path) throws IOException {
        var request = (HttpURLConnection) URI.create(this + path).toURL().openConnection(Proxy.NO_PROXY);
        request.setRequestMethod(method);
        request.setConnectTimeout((int) TIMEOUT.toMillis());
        request.setReadTimeout((int) timeout.toMillis());
        request.setInstanceFollowRedirects(false);
        return request;
    }

    /** The JSON of a response, whatever its status; missing if there is none. */
    static JsonNode json(HttpURLConnection response) throws IOException {
        try (var body = response.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                ? response.getInputStream()
                : response.getErrorStream()) {
            return body == null ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Such as {@code http://127.0.0.1:3900} or {@code http://[::1]:3900}. */
    @Override
    public String toString() {
        return "http://" + Authority.of(host, port);
    }
}

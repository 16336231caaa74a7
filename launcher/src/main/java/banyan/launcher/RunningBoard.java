package banyan.launcher;

import banyan.core.web.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The board that runs at the admin port that the options name, as another process meets it. */
final class RunningBoard {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final Optional<String> token;

    private RunningBoard(String address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /**
     * Empty if nobody listens there.
     *
     * @throws StartException if it is no board that listens, or one that does not answer; it is not shown the token
     */
    static Optional<RunningBoard> at(Options options) {
        if (options.adminPort() == 0) {
            return Optional.empty();
        }
        var bind = options.adminBind().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : options.adminBind();
        var host = bind.getHostAddress();
        var address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + options.adminPort();
        var board = new RunningBoard(address, options.adminToken());
        try {
            if (!board.isBoard()) {
                throw new StartException(address + ": something listens there that is no board;"
                        + " give the --admin-port of the one that has the module open, or 0 if none runs");
            }
            return Optional.of(board);
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw board.silent(e);
        }
    }

    /**
     * Lets it do a command.
     *
     * @return what the operator is to read
     * @throws OptionException if it takes other arguments, or another token
     * @throws StartException if it cannot do it
     */
    List<String> run(String name, List<String> arguments) {
        try {
            var connection = connect("/commands/" + name);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(Json.MAPPER.writeValueAsBytes(Map.of("arguments", arguments)));
            }
            return lines(connection.getResponseCode(), document(connection));
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private List<String> lines(int status, JsonNode answer) {
        var detail = answer.path("detail").asText("no reason given");
        return switch (status) {
            case 200 ->
                answer.findValues("lines").stream()
                        .flatMap(lines -> lines.valueStream())
                        .map(JsonNode::asText)
                        .toList();
            case 400 -> throw new OptionException(detail);
            case 401 -> throw new OptionException("BANYAN_ADMIN_TOKEN: the board at " + address + " has another one");
            default -> throw new StartException(detail);
        };
    }

    /** Asked for its health, a board says so, or wants its token. */
    private boolean isBoard() throws IOException {
        var connection = connect("/health/live");
        int status = connection.getResponseCode();
        var answer = document(connection);
        return switch (status) {
            case 200 -> answer.path("status").asText().equals("alive");
            case 401 -> answer.path("type").asText().startsWith("urn:banyan:");
            default -> false;
        };
    }

    private HttpURLConnection connect(String path) throws IOException {
        var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static JsonNode document(HttpURLConnection connection) throws IOException {
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? MissingNode.getInstance() : Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private StartException silent(IOException failure) {
        return new StartException(address + ": no answer came from there (" + failure + ")", failure);
    }
}

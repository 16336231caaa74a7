package banyan.launcher.cli;

import banyan.core.web.Json;
import banyan.launcher.admin.token.Proof;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.config.Options;
import banyan.launcher.net.Authority;
import banyan.launcher.process.ExitException;
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
import org.jspecify.annotations.Nullable;

/** The board that runs at the admin port that the options name, as another process meets it. */
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InetAddress host;
    private final int port;
    private final List<TokenFile> places;
    private final boolean isGiven;
    private Optional<String> token;

    private AdminClient(Options options) {
        var bind = options.adminBind();
        host = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
        port = options.adminPort();
        token = options.adminToken();
        isGiven = token.isPresent();
        places = options.tokenFiles();
    }

    /**
     * Empty if nobody listens there.
     *
     * @throws ExitException if it is no board that listens, or one that does not answer; it is not shown the token
     */
    static Optional<AdminClient> at(Options options) {
        if (options.adminPort() == 0) {
            return Optional.empty();
        }
        var board = new AdminClient(options);
        try {
            if (!board.isBoard()) {
                throw ExitException.failure(board.address() + ": something listens there that is no board;"
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
     * @throws ExitException if it takes other arguments, or another token
     * @throws ExitException if it cannot do it
     */
    List<String> run(String name, List<String> arguments) {
        return send("POST", "/commands/" + name, Map.of("arguments", arguments)).findValues("lines").stream()
                .flatMap(lines -> lines.valueStream())
                .map(JsonNode::asText)
                .toList();
    }

    /** The answer to a question of the admin port, as {@link #send} gives it. */
    JsonNode get(String path) {
        try {
            var request = ask("GET", path);
            refuseFailure(request);
            return document(request);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /**
     * Sends JSON to the admin port.
     *
     * @throws ExitException if it takes other input, or another token
     * @throws ExitException if it cannot do what it is asked for
     */
    JsonNode send(String method, String path, Object body) {
        try {
            var request = ask(method, path);
            request.setRequestProperty("Content-Type", "application/json");
            request.setDoOutput(true);
            try (var out = request.getOutputStream()) {
                out.write(Json.MAPPER.writeValueAsBytes(body));
            }
            refuseFailure(request);
            return document(request);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /** A request with the token, which nothing has been sent of yet. */
    HttpURLConnection ask(String method, String path) throws IOException {
        var request = connect(path);
        request.setRequestMethod(method);
        token.ifPresent(secret -> request.setRequestProperty("Authorization", "Bearer " + secret));
        return request;
    }

    /**
     * Waits for the answer.
     *
     * @throws ExitException if it takes other input, or another token
     * @throws ExitException if it cannot do what it is asked for
     */
    void refuseFailure(HttpURLConnection request) throws IOException {
        int status = request.getResponseCode();
        if (status == 200) {
            return;
        }
        var problem = document(request);
        var detail = problem.path("detail").asText("no reason given");
        var instance = status < 500 ? "" : " (" + problem.path("instance").asText("no instance") + ")";
        throw switch (status) {
            case 400 -> ExitException.usage(detail);
            case 401 -> ExitException.usage("BANYAN_ADMIN_TOKEN: " + tokenFault());
            default -> ExitException.failure(detail + instance);
        };
    }

    private String tokenFault() {
        if (isGiven) {
            return "the board at " + address() + " has another one";
        }
        return "it is not set, and the board at " + address() + " has one of its own or is another user's: set it to"
                + " that board's, or run this command as the user who runs the board";
    }

    /** Such as {@code http://127.0.0.1:3900} or {@code http://[::1]:3900}. */
    String address() {
        return "http://" + Authority.of(host, port);
    }

    private ExitException silent(IOException failure) {
        return ExitException.failure(address() + ": no answer came from there (" + failure + ")", failure);
    }

    /** Asked for its health, a board says so, or wants its token. */
    private boolean isBoard() throws IOException {
        var challenge = Proof.challenge();
        var connection = connect("/health/live");
        if (token.isEmpty()) {
            connection.setRequestProperty(Proof.CHALLENGE, challenge);
        }
        int status = connection.getResponseCode();
        token = token.or(() -> proven(connection.getHeaderField(Proof.HEADER), challenge));
        var answer = document(connection);
        return switch (status) {
            case 200 -> answer.path("status").asText().equals("alive");
            case 401 -> answer.path("type").asText().startsWith("urn:banyan:");
            default -> false;
        };
    }

    /** The token of this user, if the board has shown that it has it too: anybody may listen at a port. */
    private Optional<String> proven(@Nullable String proof, String challenge) {
        return proof == null
                ? Optional.empty()
                : places.stream()
                        .flatMap(place -> place.read().stream())
                        .filter(secret -> Proof.holds(proof, secret, challenge, host, port))
                        .findFirst();
    }

    private HttpURLConnection connect(String path) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(address() + path).toURL().openConnection(Proxy.NO_PROXY);
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
}

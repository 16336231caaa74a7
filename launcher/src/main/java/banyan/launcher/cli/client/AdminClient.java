package banyan.launcher.cli.client;

import banyan.core.web.json.Json;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandInput;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.process.ExitException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client of the board that listens at the admin port which the options name.
 *
 * @param token empty if the board has not proven that it is this user's
 * @param isTokenGiven whether the operator gave the token
 */
public record AdminClient(AdminAddress address, Optional<String> token, boolean isTokenGiven) {
    /** More than a board needs to compare all rows of a module with those of its copies. */
    private static final Duration COMPARISON = Duration.ofMinutes(12);

    /**
     * The client of the board; empty if no process listens there.
     *
     * @throws ExitException if another program listens there, or one that does not respond
     */
    public static Optional<AdminClient> at(Options options) {
        if (options.adminPort() == 0) {
            return Optional.empty();
        }
        var address = AdminAddress.of(options);
        try {
            var check = new BoardCheck(address, options).run();
            if (!check.isBoard()) {
                throw ExitException.failure(address + ": another program listens there, not a board;"
                        + " give the --admin-port of the board that has the module open, or 0 if none runs");
            }
            return Optional.of(
                    new AdminClient(address, check.token(), options.adminToken().isPresent()));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw noResponse(address, e);
        }
    }

    /**
     * The client of the board.
     *
     * @throws ExitException if there is no board
     */
    public static AdminClient require(Options options) {
        return at(options)
                .orElseThrow(
                        () -> ExitException.failure(
                                options.given(Option.ADMIN_PORT, options.adminPort())
                                        + ": no board runs there; give the --admin-port of the board whose slots you want to see or change"));
    }

    /** The same client, for a request that may compare all rows of a module. */
    public AdminClient forComparison() {
        return new AdminClient(address.with(COMPARISON), token, isTokenGiven);
    }

    /**
     * Lets the board run a command of a module.
     *
     * @return lines for the operator
     * @throws ExitException if the board rejects the arguments or the token, or fails
     */
    public List<String> run(String name, List<String> arguments) {
        return send("POST", AdminPaths.command(name), new CommandInput(arguments), CommandView.class)
                .lines();
    }

    /**
     * Fetches a document.
     *
     * @throws ExitException if the board rejects the request or the token, or fails
     */
    public <T> T get(String path, Class<T> type) {
        try {
            return read(request("GET", path), type);
        } catch (IOException e) {
            throw noResponse(address, e);
        }
    }

    /**
     * Sends a document, and reads that of the response.
     *
     * @throws ExitException if the board rejects the input or the token, or fails
     */
    public <T> T send(String method, String path, Object input, Class<T> type) {
        try {
            var request = request(method, path);
            request.setRequestProperty("Content-Type", AdminMediaTypes.JSON);
            request.setDoOutput(true);
            try (var out = request.getOutputStream()) {
                out.write(Json.MAPPER.writeValueAsBytes(input));
            }
            return read(request, type);
        } catch (IOException e) {
            throw noResponse(address, e);
        }
    }

    /**
     * Deletes what is at the path, and reads the document of the response.
     *
     * @throws ExitException if the board rejects the request or the token, or fails
     */
    public <T> T delete(String path, Class<T> type) {
        try {
            var request = request("DELETE", path);
            request.setRequestProperty("Content-Type", AdminMediaTypes.JSON);
            return read(request, type);
        } catch (IOException e) {
            throw noResponse(address, e);
        }
    }

    /** A board of a later release may add members. */
    private <T> T read(HttpURLConnection response, Class<T> type) throws IOException {
        requireSuccess(response);
        try (var body = response.getInputStream()) {
            return Json.MAPPER
                    .readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
        }
    }

    /** A request with the token, of which nothing has been sent yet. */
    public HttpURLConnection request(String method, String path) throws IOException {
        var request = address.request(method, path);
        token.ifPresent(secret -> request.setRequestProperty("Authorization", "Bearer " + secret));
        return request;
    }

    /**
     * Waits for the response.
     *
     * @throws ExitException if it is a problem
     */
    public void requireSuccess(HttpURLConnection response) throws IOException {
        int status = response.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return;
        }
        var problem = AdminAddress.json(response);
        var detail = problem.path("detail").asText("no reason given");
        var instance = status < HttpURLConnection.HTTP_INTERNAL_ERROR
                ? ""
                : " (" + problem.path("instance").asText("no instance") + ")";
        throw switch (status) {
            case HttpURLConnection.HTTP_BAD_REQUEST -> ExitException.usage(detail);
            case HttpURLConnection.HTTP_UNAUTHORIZED -> ExitException.usage("BANYAN_ADMIN_TOKEN: " + tokenFault());
            default -> ExitException.failure(detail + instance);
        };
    }

    private String tokenFault() {
        return isTokenGiven
                ? "the board at " + address + " has a different token"
                : "it is not set, and the board at " + address + " has one of its own or is another user's: set it to"
                        + " that board's, or run this command as the user who runs the board";
    }

    private static ExitException noResponse(AdminAddress address, IOException failure) {
        return ExitException.failure(address + ": the board did not respond (" + failure + ")", failure);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return address.toString();
    }
}

package banyan.launcher.cli.client;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.HealthView;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.admin.token.TokenProof;
import banyan.launcher.config.Options;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a board listens at an address, and which token to show it. Any process may listen at a port, so a token is
 * never sent to find out.
 */
record BoardCheck(AdminAddress address, Options options) {
    /**
     * The result.
     *
     * @param token the operator's or, if the board has proven that it has it too, this user's
     */
    record Result(boolean isBoard, Optional<String> token) {}

    Result run() throws IOException {
        var challenge = TokenProof.challenge();
        var request = address.request("GET", AdminPaths.LIVE);
        if (options.adminToken().isEmpty()) {
            request.setRequestProperty(TokenProof.CHALLENGE, challenge);
        }
        boolean isBoard = isBoard(request);
        return new Result(
                isBoard, options.adminToken().or(() -> proven(request.getHeaderField(TokenProof.HEADER), challenge)));
    }

    /** A board is alive, or requires its token. */
    private static boolean isBoard(HttpURLConnection response) throws IOException {
        var body = AdminAddress.json(response);
        return switch (response.getResponseCode()) {
            case HttpURLConnection.HTTP_OK -> body.path("status").asText().equals(HealthView.ALIVE);
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                body.path("type").asText().startsWith("urn:banyan:");
            default -> false;
        };
    }

    private Optional<String> proven(@Nullable String proof, String challenge) {
        return proof == null
                ? Optional.empty()
                : TokenFile.proven(options.tokenFiles(), proof, challenge, address.host(), address.port());
    }
}

package banyan.launcher.admin.token;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of the admin port: the one that the operator chose or, without one, that of the operating-system user. */
public final class AdminToken {
    private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);

    private final Optional<String> given;
    private final Optional<TokenFile> file;

    private AdminToken(Optional<String> given, Optional<TokenFile> file) {
        this.given = given;
        this.file = file;
    }

    /**
     * Reads the token, or creates it.
     *
     * @param given the token that the operator chose
     * @param places possible files of the token of the user; the first usable one is created if it does not exist
     */
    public static AdminToken of(Optional<String> given, List<TokenFile> places) {
        return new AdminToken(given, given.isPresent() ? Optional.empty() : firstReady(places));
    }

    private static Optional<TokenFile> firstReady(List<TokenFile> places) {
        var faults = new ArrayList<String>();
        for (var place : places) {
            try {
                place.ready();
                return Optional.of(place);
            } catch (IOException e) {
                faults.add(place.path() + " (" + e.getMessage() + ")");
            }
        }
        LOG.warn(
                "The admin port rejects changes and requests for data, as no file can hold its token: {};"
                        + " set BANYAN_ADMIN_TOKEN to a secret",
                String.join(", ", faults));
        return Optional.empty();
    }

    /** Whether the operator chose the token: then every request needs it. */
    public boolean isGiven() {
        return given.isPresent();
    }

    /** The file of the token, unless the operator chose the token. */
    public Optional<Path> path() {
        return file.map(TokenFile::path);
    }

    /** Whether this value of {@code Authorization} has the token. Takes constant time, wherever they differ. */
    public boolean isIn(@Nullable String authorization) {
        return current()
                .map(token -> MessageDigest.isEqual(bytes("Bearer " + token), bytes(String.valueOf(authorization))))
                .orElse(false);
    }

    /**
     * Proves that this board has the token. A token that the operator chose may be short enough to be guessed from a proof, so
     * there is no proof of it.
     *
     * @param challenge of the client; null if there is none
     * @param address the address of this board that the client connected to
     */
    public Optional<String> proof(@Nullable String challenge, InetAddress address, int port) {
        return challenge == null || isGiven() || !TokenProof.isChallenge(challenge)
                ? Optional.empty()
                : current().map(token -> TokenProof.of(token, challenge, address, port));
    }

    /** The present content of the file. After its deletion, all boards get a new token at once. */
    private Optional<String> current() {
        return given.or(() -> file.flatMap(AdminToken::ready));
    }

    private static Optional<String> ready(TokenFile file) {
        try {
            return Optional.of(file.ready());
        } catch (IOException e) {
            LOG.warn("The token of the admin port cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

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

/** The token of an admin port: the operator's own or, without one, that of the operating-system user. */
public final class AdminToken {
    private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);

    private final Optional<String> given;
    private final Optional<TokenFile> file;

    private AdminToken(Optional<String> given, Optional<TokenFile> file) {
        this.given = given;
        this.file = file;
    }

    /**
     * Finds or makes it.
     *
     * @param given by the operator
     * @param places where one may be kept, if none is given; in the first that serves, it is made if it is not there
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
                "The admin port changes nothing and gives no data, as its token can be kept nowhere: {};"
                        + " set BANYAN_ADMIN_TOKEN to a secret",
                String.join(", ", faults));
        return Optional.empty();
    }

    /** Whether an operator gave it: then whatever is asked needs it. */
    public boolean isGiven() {
        return given.isPresent();
    }

    /** Where it is kept, unless it was given. */
    public Optional<Path> path() {
        return file.map(TokenFile::path);
    }

    /** Whether this value of {@code Authorization} has it. Takes a time that does not depend on where they differ. */
    public boolean isIn(@Nullable String authorization) {
        return current()
                .map(token -> MessageDigest.isEqual(bytes("Bearer " + token), bytes(String.valueOf(authorization))))
                .orElse(false);
    }

    /**
     * Proves that this board has it. One that was given may be short enough to be guessed from a proof, so there is none.
     *
     * @param challenge of the client; null if there is none
     * @param address where this board was asked
     */
    public Optional<String> proof(@Nullable String challenge, InetAddress address, int port) {
        return challenge == null || isGiven() || !Proof.isChallenge(challenge)
                ? Optional.empty()
                : current().map(token -> Proof.of(token, challenge, address, port));
    }

    /** What is in the file now: whoever deletes it has another one made, for all boards at once. */
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

package banyan.launcher.routing;

import banyan.core.web.json.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subject of the token of a request, without verifying the token. Selector threads call it: it reads each byte once,
 * and does not decode a token that is too long to be valid.
 */
final class UnverifiedSubject {
    private static final String SCHEME = "bearer ";

    /** Modules reject a longer token. */
    private static final int LONGEST = 4_096;

    private UnverifiedSubject() {}

    /**
     * The subject of the token; empty if there is none.
     *
     * @param authorization the header, if there is one
     */
    static Optional<String> subject(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var token = authorization.substring(SCHEME.length()).strip();
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        return first < 0 || second < 0 || token.length() > LONGEST
                ? Optional.empty()
                : subjectOf(token.substring(first + 1, second));
    }

    private static Optional<String> subjectOf(String claims) {
        try {
            var document = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(claims));
            return Optional.ofNullable(document.path("sub").textValue());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the module rejects the token
        }
    }
}

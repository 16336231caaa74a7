package banyan.launcher.front;

import banyan.core.web.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token of a request, as far as it says whose it is. Nothing of it is verified. Selector threads read it: each octet is
 * looked at once, and a token that is longer than any that counts is not decoded.
 */
final class UnverifiedSubject {
    private static final String SCHEME = "bearer ";

    /** Modules refuse what is longer. */
    private static final int LONGEST = 4_096;

    private UnverifiedSubject() {}

    /**
     * The subject of the token, or empty if there is none.
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
            return Optional.empty(); // the module says what is wrong with it
        }
    }
}

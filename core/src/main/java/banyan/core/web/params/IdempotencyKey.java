package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The client's key of a request, which makes a retry safe. */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * JAX-RS calls this for a header.
     *
     * @throws BoardException INVALID unless the text is 1 to 255 visible ASCII characters
     */
    public static IdempotencyKey fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "Idempotency-Key has to be 1 to 255 visible ASCII characters, without spaces, such as a UUID.");
        }
        return new IdempotencyKey(text);
    }

    /** Returns the key, if the request has one. */
    public static Optional<String> of(@Nullable IdempotencyKey key) {
        return Optional.ofNullable(key).map(IdempotencyKey::value);
    }
}

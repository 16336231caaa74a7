package banyan.core.web.params;

import banyan.core.BoardException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client calls a request, so that it can be sent again without being done again. */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * Called by JAX-RS for a header.
     *
     * @throws BoardException INVALID for anything else than 1-255 visible ASCII characters
     */
    public static IdempotencyKey fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BoardException(
                    BoardException.Kind.INVALID,
                    "Idempotency-Key has to be 1 to 255 visible ASCII characters, without spaces, such as a UUID.");
        }
        return new IdempotencyKey(text);
    }

    /** The key, if the request has one. */
    public static Optional<String> of(@Nullable IdempotencyKey key) {
        return Optional.ofNullable(key).map(IdempotencyKey::value);
    }
}

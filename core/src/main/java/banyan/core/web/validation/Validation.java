package banyan.core.web.validation;

import banyan.core.BoardException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates the fields of an input, and reports all faults together. */
public final class Validation {
    /** The characters of a {@link #line}, for the API description. */
    public static final String LINE = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    /** The maximum number of combining marks in a row, more than any language needs (UAX #15, stream-safe text). */
    private static final int MAX_MARKS = 30;

    /**
     * The maximum number of characters that normalization composes into one. A text that is longer by this factor is
     * rejected without normalizing it.
     */
    private static final int MAX_COMPOSED = 4;

    private final List<BoardException.Fault> faults = new ArrayList<>();

    /**
     * Requires a text, and returns it in Unicode's form NFC with line feeds as line ends. A text that is not empty
     * needs at least one visible character.
     *
     * @param least code points
     * @param most code points
     * @return the normal form; an empty text if it has a fault
     */
    public String text(String field, @Nullable String text, int least, int most) {
        if (text == null) {
            return fault(field, "is missing: it has to be a text of " + least + " to " + most + " characters");
        }
        int given = text.codePointCount(0, text.length());
        if (given / MAX_COMPOSED > most) {
            return fault(field, "has " + given + " characters, and may have " + least + " to " + most);
        }
        if (NormalForm.hasMarksInARow(text, MAX_MARKS + 1)) {
            return fault(field, "has more than " + MAX_MARKS + " combining marks in a row");
        }
        var normal = NormalForm.nfc(LINE_END.matcher(text).replaceAll("\n"));
        return faultOf(normal, least, most).map(detail -> fault(field, detail)).orElse(normal);
    }

    private static Optional<String> faultOf(String normal, int least, int most) {
        int length = normal.codePointCount(0, normal.length());
        if (length < least || length > most) {
            return Optional.of("has " + length + " characters, and may have " + least + " to " + most);
        }
        if (!normal.codePoints().allMatch(Visibility::isText)) {
            return Optional.of(
                    "has a code point that is not text: a control character, an unpaired surrogate or a noncharacter");
        }
        if (!normal.isEmpty() && normal.codePoints().noneMatch(Visibility::isVisible)) {
            return Optional.of("is blank");
        }
        return Optional.empty();
    }

    /**
     * Requires a text that is shown among others, such as a title: it has one line, and does not change the direction
     * of its neighbours. Right-to-left words need no such control, and joiners within words and emoji are allowed.
     */
    public String line(String field, @Nullable String text, int least, int most) {
        var normal = text(field, text, least, most);
        if (normal.codePoints().anyMatch(Visibility::isLineBreak)) {
            return fault(field, "has to be one line, without tabs");
        }
        if (normal.codePoints().anyMatch(Visibility::isDirectionControl)) {
            return fault(field, "has a direction control (U+202A to U+202E, or U+2066 to U+2069): remove it");
        }
        return normal;
    }

    /** Checks an optional line. */
    public @Nullable String optionalLine(String field, @Nullable String text, int least, int most) {
        return text == null ? null : line(field, text, least, most);
    }

    /** Checks an optional text. */
    public @Nullable String optionalText(String field, @Nullable String text, int least, int most) {
        return text == null ? null : text(field, text, least, most);
    }

    /** Requires an id. */
    public long id(String field, @Nullable Long id) {
        if (id == null || id < 1) {
            fault(field, "has to be an id: a whole number from 1");
            return 0;
        }
        return id;
    }

    /** Adds a fault. */
    public String fault(String field, String detail) {
        faults.add(new BoardException.Fault("/" + field, detail));
        return "";
    }

    /**
     * Ends the validation.
     *
     * @throws BoardException INVALID if there was a fault
     */
    public void done() {
        if (!faults.isEmpty()) {
            throw BoardException.invalid(faults);
        }
    }
}

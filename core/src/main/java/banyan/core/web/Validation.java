package banyan.core.web;

import banyan.core.BoardException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of an input, and names all faults at once. */
public final class Validation {
    /** The characters of a {@link #line}, for the description of an input. */
    public static final String LINE = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$";

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    /** More marks in a row than any language needs (UAX #15, stream-safe text). */
    private static final int MARKS = 30;

    /** A character in its normal form stands for so many before at most, so that what is longer stays too long. */
    private static final int COMPOSED = 4;

    private final List<BoardException.Fault> faults = new ArrayList<>();

    /**
     * A text that has to be there, in Unicode's form NFC, with line feeds for line ends. If it is not empty, one of its
     * characters at least can be seen.
     *
     * @param least code points
     * @param most code points
     * @return the normal form; an empty one if it has a fault
     */
    public String text(String field, @Nullable String text, int least, int most) {
        if (text == null) {
            return fault(field, "is missing: it has to be a text of " + least + " to " + most + " characters");
        }
        int given = text.codePointCount(0, text.length());
        if (given / COMPOSED > most) {
            return fault(field, "has " + given + " characters, and may have " + least + " to " + most);
        }
        if (NormalForm.hasMarksInARow(text, MARKS + 1)) {
            return fault(field, "has more than " + MARKS + " combining marks in a row");
        }
        var normal = NormalForm.nfc(LINE_END.matcher(text).replaceAll("\n"));
        int length = normal.codePointCount(0, normal.length());
        if (length < least || length > most) {
            return fault(field, "has " + length + " characters, and may have " + least + " to " + most);
        }
        if (!normal.codePoints().allMatch(Visibility::isText)) {
            return fault(
                    field,
                    "has a character that is no text: a control character, half of a pair, or one that no character has");
        }
        if (!normal.isEmpty() && normal.codePoints().noneMatch(Visibility::isVisible)) {
            return fault(field, "is blank");
        }
        return normal;
    }

    /**
     * A text that is shown among others, such as a title: it has one line, and does not turn the direction of its
     * neighbours. Words from right to left need no such control, and joiners within words and emoji are none.
     */
    public String line(String field, @Nullable String text, int least, int most) {
        var normal = text(field, text, least, most);
        if (normal.codePoints().anyMatch(Visibility::isLineBreak)) {
            return fault(field, "has to be one line, without tabs");
        }
        if (normal.codePoints().anyMatch(Visibility::isDirectionControl)) {
            return fault(field, "has a control of direction (U+202A to U+202E, or U+2066 to U+2069): leave it out");
        }
        return normal;
    }

    /** A line that may be left out: then it is null. */
    public @Nullable String optionalLine(String field, @Nullable String text, int least, int most) {
        return text == null ? null : line(field, text, least, most);
    }

    /** A text that may be left out: then it is null. */
    public @Nullable String optionalText(String field, @Nullable String text, int least, int most) {
        return text == null ? null : text(field, text, least, most);
    }

    /** An id that has to be there. */
    public long id(String field, @Nullable Long id) {
        if (id == null || id < 1) {
            fault(field, "has to be an id: a whole number from 1");
            return 0;
        }
        return id;
    }

    /** Adds a fault that was found elsewhere. */
    public String fault(String field, String detail) {
        faults.add(new BoardException.Fault("/" + field, detail));
        return "";
    }

    /**
     * Ends the look.
     *
     * @throws BoardException INVALID if there was a fault
     */
    public void done() {
        if (!faults.isEmpty()) {
            throw BoardException.invalid(faults);
        }
    }
}

package banyan.core.web;

import banyan.core.BoardException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of an input, and names all faults at once. */
public final class Check {
    /** Cannot be written, or cannot be seen: control characters but tab and line feed, and halves of a pair. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}&&[^\\t\\n]]");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    /** More than any language needs. To put n of them in their order takes n squared steps (UAX #15, stream-safe text). */
    private static final Pattern PILED_UP = Pattern.compile("\\p{M}{31}");

    /** A character in its normal form stands for so many before at most, so that what is longer stays too long. */
    private static final int COMPOSED = 4;

    private final List<BoardException.Fault> faults = new ArrayList<>();

    /**
     * A text that has to be there, in Unicode's form NFC, with line feeds for line ends.
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
        if (PILED_UP.matcher(text).find()) {
            return fault(field, "has more than 30 combining marks in a row");
        }
        var normal = Normalizer.normalize(LINE_END.matcher(text).replaceAll("\n"), Normalizer.Form.NFC);
        int length = normal.codePointCount(0, normal.length());
        if (length < least || length > most) {
            return fault(field, "has " + length + " characters, and may have " + least + " to " + most);
        }
        if (UNFIT.matcher(normal).find()) {
            return fault(field, "has a character that is no text: a control character or half of a pair");
        }
        if (least > 0 && normal.isBlank()) {
            return fault(field, "is blank");
        }
        return normal;
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

package banyan.core.web.validation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The normal forms of texts (Unicode Standard Annex #15), equal on every JDK. A JDK normalizes by its own version of
 * Unicode. Here newer characters stay unchanged, and the text between them is normalize, which no later version
 * changes.
 */
public final class NormalForm {
    private static final String TABLE = "/META-INF/banyan/unicode-13.txt";
    private static final int HEX = 16;

    /** The first character that NFC may change. */
    private static final char FIRST_TO_CHANGE = '\u0300';

    /** The starts and ends of the ranges of assigned code points, alternating. */
    private static final int[] BOUNDS = bounds();

    private NormalForm() {}

    /** Returns the composed form, as most keyboards type it. */
    public static String nfc(String text) {
        return text.chars().allMatch(c -> c < FIRST_TO_CHANGE) ? text : normalize(text, Form.NFC);
    }

    /** Returns the composed form, with one character for those that differ only in appearance. */
    public static String nfkc(String text) {
        return normalize(text, Form.NFKC);
    }

    /** Returns whether the text has so many combining marks in a row: sorting n of them takes n squared steps. */
    static boolean hasMarksInARow(String text, int number) {
        int marks = 0;
        for (int i = 0; i < text.length() && marks < number; ) {
            int codePoint = text.codePointAt(i);
            marks = isMark(codePoint) ? marks + 1 : 0;
            i += Character.charCount(codePoint);
        }
        return marks == number;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
                isAssigned(codePoint);
            default -> false;
        };
    }

    /** Returns whether Unicode 13 has the code point: the oldest version of a supported JDK. */
    static boolean isAssigned(int codePoint) {
        int found = Arrays.binarySearch(BOUNDS, codePoint);
        return found % 2
                == 0; // after the first bound of a range: one that is not found is -1 - the index of the next bound
    }

    private static String normalize(String text, Form form) {
        if (text.codePoints().allMatch(NormalForm::isAssigned)) {
            return Normalizer.normalize(text, form);
        }
        var normal = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (!isAssigned(codePoint)) {
                normal.append(Normalizer.normalize(text.substring(start, i), form))
                        .appendCodePoint(codePoint);
                start = next;
            }
            i = next;
        }
        return normal.append(Normalizer.normalize(text.substring(start), form)).toString();
    }

    private static int[] bounds() {
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NormalForm.class.getResourceAsStream(TABLE), TABLE),
                StandardCharsets.US_ASCII))) {
            return file.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMapToInt(NormalForm::range)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntStream range(String line) {
        var ends = line.split("-", 2);
        return IntStream.of(Integer.parseInt(ends[0], HEX), Integer.parseInt(ends[ends.length - 1], HEX) + 1);
    }
}

package banyan.core.web;

/**
 * Which characters are text, and which of them can be seen. By tables of its own, and not by those of the JDK, so that every
 * JDK takes the same texts, and takes characters that are newer than itself.
 */
final class Visibility {
    /**
     * White_Space (PropList.txt) and Default_Ignorable_Code_Point (DerivedCoreProperties.txt) of the Unicode Character
     * Database 16.0, with those that fonts draw as nothing: the blank pattern of Braille, the fillers of Hangul and Khitan,
     * the null notehead, the anchors of annotations and the blanks of hieroglyphs. Each is the first and the last of a range.
     */
    private static final int[] INVISIBLE = {
        0x0009, 0x000D, 0x0020, 0x0020, 0x0085, 0x0085, 0x00A0, 0x00A0, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C,
        0x115F, 0x1160, 0x1680, 0x1680, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x206F,
        0x2800, 0x2800, 0x3000, 0x3000, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB,
        0x13430, 0x1343F, 0x13441, 0x13442, 0x16FE4, 0x16FE4, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D159, 0x1D173, 0x1D17A,
        0xE0000, 0xE0FFF,
    };

    private static final int LAST_OF_PLANE = 0xFFFE;

    private Visibility() {}

    /** Whether it is a character of a text: no control but tab and line feed, half of a pair, or noncharacter. */
    static boolean isText(int codePoint) {
        boolean isControl = Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n';
        return !isControl && !isHalf(codePoint) && !isNoncharacter(codePoint);
    }

    static boolean isVisible(int codePoint) {
        for (int i = 0; i < INVISIBLE.length && INVISIBLE[i] <= codePoint; i += 2) {
            if (codePoint <= INVISIBLE[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a line ends there, or jumps. */
    static boolean isLineBreak(int codePoint) {
        return codePoint == '\t' || codePoint == '\n' || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** Whether it turns the direction of what follows it, maybe to the end of the page that it stands in. */
    static boolean isDirectionControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The 66 that are never given to a character (The Unicode Standard, section 23.7). */
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & LAST_OF_PLANE) == LAST_OF_PLANE;
    }
}

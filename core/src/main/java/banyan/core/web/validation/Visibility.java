package banyan.core.web.validation;

/**
 * Decides which characters are text, and which are visible. It has its own tables, so that every JDK accepts the same
 * texts, including characters newer than the JDK.
 */
final class Visibility {
    /**
     * White_Space (PropList.txt) and Default_Ignorable_Code_Point (DerivedCoreProperties.txt) of the Unicode Character
     * Database 16.0, and characters that fonts draw as nothing: the blank pattern of Braille, the fillers of Hangul and
     * Khitan, the null notehead, the anchors of annotations and the blanks of hieroglyphs. Each pair is the first and
     * the last of a range.
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

    /**
     * Returns whether a code point is text: not a control except tab and line feed, not a surrogate, not a
     * noncharacter.
     */
    static boolean isText(int codePoint) {
        boolean isControl = Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n';
        return !isControl && !isSurrogate(codePoint) && !isNoncharacter(codePoint);
    }

    static boolean isVisible(int codePoint) {
        for (int i = 0; i < INVISIBLE.length && INVISIBLE[i] <= codePoint; i += 2) {
            if (codePoint <= INVISIBLE[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the code point ends a line, or is a tab. */
    static boolean isLineBreak(int codePoint) {
        return codePoint == '\t' || codePoint == '\n' || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** Returns whether the code point changes the direction of the following text, possibly to the end of the page. */
    static boolean isDirectionControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Returns whether the code point is one of the 66 noncharacters (The Unicode Standard, section 23.7). */
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & LAST_OF_PLANE) == LAST_OF_PLANE;
    }
}

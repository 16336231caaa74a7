package banyan.launcher.http.parse;

import java.util.BitSet;

/** A set of ASCII characters, for a lookup for each byte of a request head. */
final class AsciiSet {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    /** RFC 9110 section 5.6.2. */
    private static final AsciiSet TOKEN = alphanumericAnd(TOKEN_SYMBOLS);

    private final BitSet members = new BitSet(128);

    private AsciiSet() {}

    /** Letters, digits and these characters. */
    static AsciiSet alphanumericAnd(String others) {
        var set = of(others);
        set.members.set('a', 'z' + 1);
        set.members.set('A', 'Z' + 1);
        set.members.set('0', '9' + 1);
        return set;
    }

    static AsciiSet of(String characters) {
        var set = new AsciiSet();
        characters.chars().forEach(set.members::set);
        return set;
    }

    static boolean isTokenCharacter(char c) {
        return TOKEN.has(c);
    }

    /**
     * Requires a token.
     *
     * @param what the text is, for the message
     * @throws Rejection if the text is empty or has another character
     */
    static void requireToken(String text, String what) {
        if (text.isEmpty() || !TOKEN.hasAllOf(text)) {
            throw Rejection.malformed("A " + what + " may have letters, digits and " + TOKEN_SYMBOLS + " only.");
        }
    }

    boolean has(char c) {
        return members.get(c);
    }

    boolean hasAllOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}

package banyan.launcher.http.parse;

import java.util.BitSet;

/** A set of characters of ASCII, asked for each octet of a head. */
final class AsciiSet {
    private final BitSet members = new BitSet(128);

    private AsciiSet() {}

    /** Letters, digits and these. */
    static AsciiSet alphanumericAnd(String others) {
        var set = new AsciiSet();
        set.members.set('a', 'z' + 1);
        set.members.set('A', 'Z' + 1);
        set.members.set('0', '9' + 1);
        others.chars().forEach(set.members::set);
        return set;
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

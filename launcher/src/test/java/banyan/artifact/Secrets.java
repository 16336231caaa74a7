package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.regex.Pattern;

/** What no log may have in it. */
final class Secrets {
    /** Part of the text of every post that a test looks for. */
    static final String TEXT = "for nobody's log";

    /** The hash of a password; a token (its first part, and that of any JWT); the private part of a key; a password. */
    private static final Pattern SECRET = Pattern.compile(
            "\\$argon2|eyJ[A-Za-z0-9_-]{10,}|\\bd\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9_-]{20,}|the password of |" + TEXT);

    private Secrets() {}

    static void assertNoneIn(Collection<String> lines) {
        assertThat(lines)
                .as("lines of a log with something in them that is secret")
                .filteredOn(line -> SECRET.matcher(line).find())
                .isEmpty();
    }
}

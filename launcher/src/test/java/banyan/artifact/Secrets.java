package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.regex.Pattern;

/** Text that no log may contain. */
final class Secrets {
    /** Part of the text of each post for which a test searches the log. */
    static final String TEXT = "for nobody's log";

    /** A password hash; a token (the first part of any JWT); the private part of a key; a password. */
    private static final Pattern SECRET = Pattern.compile(
            "\\$argon2|eyJ[A-Za-z0-9_-]{10,}|\\bd\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9_-]{20,}|the password of |" + TEXT);

    private Secrets() {}

    static void assertNoneIn(Collection<String> lines) {
        assertThat(lines)
                .as("log lines that contain a secret")
                .filteredOn(line -> SECRET.matcher(line).find())
                .isEmpty();
    }
}

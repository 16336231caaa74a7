package banyan.launcher.slots;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The present time as text, in RFC 3339 with milliseconds. */
final class Timestamp {
    private Timestamp() {}

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

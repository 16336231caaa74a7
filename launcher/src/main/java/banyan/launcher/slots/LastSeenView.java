package banyan.launcher.slots;

import banyan.core.contract.Contract;
import java.time.Duration;
import java.time.Instant;

/**
 * What a place has said of the data that it serves, for when it does not answer any more.
 *
 * @param at when, in RFC 3339
 */
public record LastSeenView(Contract contract, String at) {
    private static final int FEW = 120;

    /**
     * @throws java.time.DateTimeException if that is no time
     */
    public LastSeenView {
        if (contract == null || at == null) {
            throw new IllegalArgumentException("what was seen is incomplete");
        }
        Instant.parse(at);
    }

    static LastSeenView now(Contract contract) {
        return new LastSeenView(contract, Timestamp.now());
    }

    /** How long ago that was, such as {@code 35 s} or {@code 12 d}. */
    String age() {
        var age = Duration.between(Instant.parse(at), Instant.now());
        if (age.toSeconds() < FEW) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toMinutes() < FEW) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < FEW ? age.toHours() + " h" : age.toDays() + " d";
    }
}

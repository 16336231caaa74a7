package banyan.launcher.slots.data;

import banyan.core.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The last known contract of a location, for when it no longer responds.
 *
 * @param at when it was received, in RFC 3339
 */
public record LastSeenView(Contract contract, String at) {
    private static final int FEW = 120;

    /**
     * @throws java.time.DateTimeException if the time cannot be parsed
     */
    public LastSeenView {
        if (contract == null || at == null) {
            throw new IllegalArgumentException("the contract or its time is missing");
        }
        Instant.parse(at);
    }

    static LastSeenView now(Contract contract) {
        return new LastSeenView(
                contract, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** The time since then, such as {@code 35 s} or {@code 12 d}. */
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

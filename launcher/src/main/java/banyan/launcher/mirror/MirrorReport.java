package banyan.launcher.mirror;

import banyan.launcher.http.ResponseTap.Answered;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror has shown so far.
 *
 * @param address of the mirror
 * @param since when, in RFC 3339
 * @param compared answers, the equal and the different ones
 * @param failed requests that the mirror did not answer, or could not
 * @param leftOut requests that were not compared: the mirror was busy with others, or the answer was none to compare
 * @param lastFailure why the last of those failed; null if none has
 * @param samples of what differed: the first time for each of the first paths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorReport(
        String address,
        String since,
        long compared,
        long equal,
        long different,
        long failed,
        long leftOut,
        @Nullable String lastFailure,
        List<Sample> samples) {
    public MirrorReport {
        samples = List.copyOf(samples);
    }

    /**
     * One request that was answered differently.
     *
     * @param target its path and query
     * @param at when first, in RFC 3339
     * @param times how often so far
     * @param pointer where the documents differ first (RFC 6901); null if they are none, or do not differ
     * @param given what the client got
     * @param mirrored what the mirror has answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sample(
            String target, String at, int times, @Nullable String pointer, Said given, Said mirrored) {
        static Sample of(String target, Answered given, Answered mirrored) {
            var difference = FirstDifference.of(given, mirrored);
            return new Sample(
                    target,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                    1,
                    difference.pointer(),
                    new Said(given.status(), given.type(), difference.given()),
                    new Said(mirrored.status(), mirrored.type(), difference.mirrored()));
        }

        Sample again() {
            return new Sample(target, at, times + 1, pointer, given, mirrored);
        }
    }

    /**
     * One answer.
     *
     * @param body the part of it around the first difference
     */
    public record Said(int status, @Nullable String type, String body) {}
}

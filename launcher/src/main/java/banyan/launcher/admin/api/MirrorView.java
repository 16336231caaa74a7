package banyan.launcher.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a mirror.
 *
 * @param address of the mirror
 * @param since when it began, in RFC 3339
 * @param compared number of compared responses
 * @param failed number of requests without a comparable response of the mirror
 * @param skipped number of requests that were skipped: too many were in flight, or the response was not comparable
 * @param lastFailure the reason of the last failure; null if there was none
 * @param samples different responses: the first of each of the first paths
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorView(
        String address,
        String since,
        long compared,
        long equal,
        long different,
        long failed,
        long skipped,
        @Nullable String lastFailure,
        List<Sample> samples) {
    public MirrorView {
        samples = List.copyOf(samples);
    }

    /**
     * A request with different responses.
     *
     * @param target path and query of the request
     * @param at when it was first seen, in RFC 3339
     * @param times how often it was seen
     * @param pointer the first difference of the documents (RFC 6901); null if they are not JSON, or do not differ
     * @param given the response to the client
     * @param mirrored the response of the mirror
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sample(
            String target, String at, int times, @Nullable String pointer, Excerpt given, Excerpt mirrored) {
        /** The same sample, seen once more. */
        public Sample again() {
            return new Sample(target, at, times + 1, pointer, given, mirrored);
        }
    }

    /**
     * A part of a response.
     *
     * @param type its media type
     * @param body the part of the body around the first difference
     */
    public record Excerpt(int status, @Nullable String type, String body) {}
}

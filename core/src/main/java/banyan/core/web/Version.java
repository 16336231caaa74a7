package banyan.core.web;

import banyan.core.BoardException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an item an answer shows.
 *
 * @param version counts its changes
 * @param derived changes with what is counted from elsewhere, such as the posts of a thread
 */
public record Version(long version, long derived) {
    /** An item that has nothing derived. */
    public Version(long version) {
        this(version, 0);
    }

    /** The state in one of the representations, as an entity tag without its quotes (RFC 9110 section 8.8.3). */
    String tag(String media) {
        return version + "." + derived + "." + (media.equals(MediaTypes.BOARD) ? "b" : "t");
    }

    /** Whether a client has just this (RFC 9110 section 13.1.2). */
    boolean isKnown(@Nullable String ifNoneMatch, String media) {
        return isNamed(ifNoneMatch, tag(media));
    }

    /** Whether a header that lists tags has this one, or any. */
    static boolean isNamed(@Nullable String header, String tag) {
        return header != null && tags(header).anyMatch(name -> name.equals("*") || name.equals(tag));
    }

    /**
     * Refuses to change what the client has not seen: only the version counts, not what is derived (RFC 9110 section
     * 13.1.1).
     *
     * @param ifMatch the header, if there is one
     * @throws BoardException STALE
     */
    public void refuseStale(@Nullable String ifMatch) {
        boolean isMeant =
                ifMatch == null || tags(ifMatch).anyMatch(tag -> tag.equals("*") || tag.startsWith(version + "."));
        if (!isMeant) {
            throw new BoardException(
                    BoardException.Kind.STALE,
                    "It has been changed since you read it: read it again, then change that.");
        }
    }

    private static Stream<String> tags(String header) {
        return Arrays.stream(header.split(",", -1)).map(tag -> name(tag.strip()));
    }

    private static String name(String tag) {
        int start = tag.startsWith("W/") ? 2 : 0;
        if (tag.startsWith("\"", start)) {
            start++;
        }
        return tag.substring(start, tag.length() > start && tag.endsWith("\"") ? tag.length() - 1 : tag.length());
    }
}

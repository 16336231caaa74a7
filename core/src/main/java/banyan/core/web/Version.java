package banyan.core.web;

import banyan.core.BoardException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The version of an item that a response shows.
 *
 * @param version counts the changes of the item
 * @param derived changes with values derived from elsewhere, such as the number of posts of a thread
 */
public record Version(long version, long derived) {
    /** Creates the version of an item without derived values. */
    public Version(long version) {
        this(version, 0);
    }

    /** Returns the entity tag of a representation, without its quotes (RFC 9110 section 8.8.3). */
    String tag(String media) {
        return version + "." + derived + "." + (media.equals(MediaTypes.BOARD) ? "b" : "t");
    }

    /** Returns whether the client has this version already (RFC 9110 section 13.1.2). */
    boolean isKnown(@Nullable String ifNoneMatch, String media) {
        return isNamed(ifNoneMatch, tag(media));
    }

    /** Returns whether a header lists this tag, or {@code *}. */
    public static boolean isNamed(@Nullable String header, String tag) {
        return header != null && tags(header).anyMatch(name -> name.equals("*") || name.equals(tag));
    }

    /**
     * Requires that the client has read this version before it changes the item. Derived values do not matter (RFC 9110
     * section 13.1.1).
     *
     * @param ifMatch the header, if the request has it
     * @throws BoardException STALE otherwise
     */
    public void requireUnchanged(@Nullable String ifMatch) {
        boolean isMatch =
                ifMatch == null || tags(ifMatch).anyMatch(tag -> tag.equals("*") || tag.startsWith(version + "."));
        if (!isMatch) {
            throw new BoardException(
                    BoardException.Kind.STALE,
                    "This item has changed since you read it: read it again, then repeat your change.");
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

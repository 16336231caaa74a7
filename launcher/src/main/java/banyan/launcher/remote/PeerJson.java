package banyan.launcher.remote;

import banyan.core.BoardException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that another process has given. Members that nobody asks for are ignored: a later release may add some.
 * Whatever else is not as it has to be is UNAVAILABLE.
 *
 * @param from who
 */
public record PeerJson(Peer from, JsonNode node) {
    static List<PeerJson> all(Peer from, JsonNode array) {
        if (!array.isArray()) {
            throw strange(from, "a list");
        }
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> new PeerJson(from, node))
                .toList();
    }

    public List<PeerJson> items(String member) {
        return all(from, node.path(member));
    }

    public boolean has(String member, String text) {
        return node.path(member).asText().equals(text);
    }

    public long number(String member) {
        return Optional.ofNullable(numberOrNull(member)).orElseThrow(() -> strange(from, member));
    }

    @Nullable
    public Long numberOrNull(String member) {
        var value = node.path(member);
        if (isNone(value)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw strange(from, member);
        }
        return value.longValue();
    }

    public String text(String member) {
        return text(node.path(member), member);
    }

    /** The item itself, where it is no object but a text. */
    public String text() {
        return text(node, "a text");
    }

    public UUID uuid(String member) {
        try {
            return UUID.fromString(text(member));
        } catch (IllegalArgumentException e) {
            throw strange(from, member);
        }
    }

    public Instant time(String member) {
        return Optional.ofNullable(timeOrNull(member)).orElseThrow(() -> strange(from, member));
    }

    @Nullable
    public Instant timeOrNull(String member) {
        if (isNone(node.path(member))) {
            return null;
        }
        try {
            return Instant.parse(text(member));
        } catch (DateTimeParseException e) {
            throw strange(from, member);
        }
    }

    private String text(JsonNode value, String what) {
        if (!value.isTextual()) {
            throw strange(from, what);
        }
        return value.textValue();
    }

    private static boolean isNone(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static BoardException strange(Peer from, String what) {
        return from.unavailable("gives something else than " + what);
    }
}

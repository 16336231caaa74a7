package banyan.launcher.remote;

import banyan.core.BoardException;
import banyan.core.web.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that a peer has sent. Unknown members are ignored: a later release may add some. Any other difference from the
 * expected form is a failure UNAVAILABLE.
 *
 * @param peer its address
 */
public record PeerJson(URI peer, JsonNode node) {
    static PeerJson read(URI peer, String document) {
        try {
            return new PeerJson(peer, Json.MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            throw PeerFailure.unavailable(peer, "sends no JSON document");
        }
    }

    List<PeerJson> items() {
        if (!node.isArray()) {
            throw unexpected("a list");
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(item -> new PeerJson(peer, item))
                .toList();
    }

    public List<PeerJson> items(String member) {
        return new PeerJson(peer, node.path(member)).items();
    }

    public boolean has(String member, String text) {
        return node.path(member).asText().equals(text);
    }

    public long number(String member) {
        return Optional.ofNullable(numberOrNull(member)).orElseThrow(() -> unexpected(member));
    }

    @Nullable
    public Long numberOrNull(String member) {
        var value = node.path(member);
        if (isNone(value)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw unexpected(member);
        }
        return value.longValue();
    }

    public String text(String member) {
        return text(node.path(member), member);
    }

    /** The value itself, if it is a text. */
    public String text() {
        return text(node, "a text");
    }

    public UUID uuid(String member) {
        try {
            return UUID.fromString(text(member));
        } catch (IllegalArgumentException e) {
            throw unexpected(member);
        }
    }

    public Instant time(String member) {
        return Optional.ofNullable(timeOrNull(member)).orElseThrow(() -> unexpected(member));
    }

    @Nullable
    public Instant timeOrNull(String member) {
        if (isNone(node.path(member))) {
            return null;
        }
        try {
            return Instant.parse(text(member));
        } catch (DateTimeParseException e) {
            throw unexpected(member);
        }
    }

    private String text(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw unexpected(name);
        }
        return value.textValue();
    }

    private static boolean isNone(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private BoardException unexpected(String expected) {
        return PeerFailure.unavailable(peer, "sends something else than " + expected);
    }
}

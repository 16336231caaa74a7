package banyan.launcher.mirror;

import banyan.core.web.Json;
import banyan.launcher.http.ResponseTap.Answered;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares two answers to one request by what they say: not by when it was said, nor by the name of the request. */
final class ResponseDiff {
    /** Members that two equal boards give different values: times, and the instance of a problem. */
    private static final Set<String> VOLATILE = Set.of("at", "instance");

    /** What a member that is a time ends with. */
    private static final String TIME = "At";

    private ResponseDiff() {}

    static boolean areEqual(Answered one, Answered other) {
        return one.status() == other.status()
                && Objects.equals(essence(one.type()), essence(other.type()))
                && (one.body().equals(other.body()) || areEqual(one.body(), other.body()));
    }

    private static boolean areEqual(String one, String other) {
        var document = lasting(one);
        return document.isPresent() && document.equals(lasting(other)); // texts that are no JSON differ
    }

    /** The document without members that two equal boards give different values, and with the others in order. */
    static Optional<JsonNode> lasting(String body) {
        try {
            return Optional.of(lasting(Json.MAPPER.readTree(body)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static JsonNode lasting(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.properties().stream()
                    .filter(member -> !isVolatile(member.getKey()))
                    .forEach(member -> members.put(member.getKey(), lasting(member.getValue())));
            return Json.MAPPER.createObjectNode().setAll(members);
        }
        if (node.isArray()) {
            var items = Json.MAPPER.createArrayNode();
            node.forEach(item -> items.add(lasting(item)));
            return items;
        }
        return node;
    }

    private static boolean isVolatile(String member) {
        return VOLATILE.contains(member) || member.endsWith(TIME);
    }

    /** Without parameters such as the character set. */
    private static @Nullable String essence(@Nullable String type) {
        return type == null ? null : type.split(";", 2)[0].strip();
    }
}

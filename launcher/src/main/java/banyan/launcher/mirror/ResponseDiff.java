package banyan.launcher.mirror;

import banyan.core.web.json.Json;
import banyan.launcher.http.ResponseTap.Copy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares two responses to one request, without times and without the instance of a problem. */
final class ResponseDiff {
    /** Members that differ between two equal boards: times, and the instance of a problem. */
    private static final Set<String> VOLATILE = Set.of("at", "instance");

    /** The end of the name of a member that is a time. */
    private static final String TIME = "At";

    private ResponseDiff() {}

    static boolean areEqual(Copy one, Copy other) {
        return one.status() == other.status()
                && Objects.equals(essence(one.type()), essence(other.type()))
                && (one.body().equals(other.body()) || areEqual(one.body(), other.body()));
    }

    private static boolean areEqual(String one, String other) {
        var document = lasting(one);
        return document.isPresent() && document.equals(lasting(other)); // different texts that are no JSON
    }

    /** The document without the members that differ between two equal boards, and with the others sorted. */
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

    /** The media type without parameters such as the character set. */
    private static @Nullable String essence(@Nullable String type) {
        return type == null ? null : type.split(";", 2)[0].strip();
    }
}

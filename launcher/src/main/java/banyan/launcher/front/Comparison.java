package banyan.launcher.front;

import banyan.core.web.Json;
import banyan.launcher.http.AnswerCopy.Answered;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two answers to one request by what they say: not by when it was said, nor by the name of the request. */
final class Comparison {
    /** Members that two equal boards give different values: times, and the instance of a problem. */
    private static final Set<String> VOLATILE = Set.of("at", "instance");

    /** What a member that is a time ends with. */
    private static final String TIME = "At";

    private Comparison() {}

    static boolean areEqual(Answered one, Answered other) {
        return one.status() == other.status()
                && Objects.equals(essence(one.type()), essence(other.type()))
                && (one.body().equals(other.body()) || areEqual(one.body(), other.body()));
    }

    private static boolean areEqual(String one, String other) {
        try {
            return lasting(Json.MAPPER.readTree(one)).equals(lasting(Json.MAPPER.readTree(other)));
        } catch (JsonProcessingException e) {
            return false; // at least one is no JSON, and they differ
        }
    }

    private static JsonNode lasting(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .removeIf(member -> VOLATILE.contains(member.getKey())
                            || member.getKey().endsWith(TIME));
        }
        node.forEach(Comparison::lasting);
        return node;
    }

    /** Without parameters such as the character set. */
    private static @Nullable String essence(@Nullable String type) {
        return type == null ? null : type.split(";", 2)[0].strip();
    }
}

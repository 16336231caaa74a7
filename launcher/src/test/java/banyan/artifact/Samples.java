package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Valid values and invalid bodies for a schema.
 *
 * @param random source of choices
 */
record Samples(Random random) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> CHARACTERS =
            List.of("a", "Z", "7", " ", "é", "ß", "木", "🌳", "\"", "\\", "<", "&", "\t", "\n");
    private static final List<String> NO_OBJECTS =
            List.of("{", "[]", "null", "7", "\"text\"", "{} {}", "{\"a\":}", "\u0000", "{\"a\":\"\u00ff\"}", "'");

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Returns a value encoded for a query. */
    String queryValue(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        if (schema.path("type").asText().equals("integer")) {
            long least = schema.path("minimum").asLong();
            return String.valueOf(least + random.nextInt(1_000 - (int) least + 1));
        }
        if (schema.path("format").asText().equals("uuid")) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        if (schema.path("type").asText().equals("array")) {
            return String.valueOf(1 + random.nextInt(120));
        }
        var key = String.valueOf(random.nextInt(130)).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Returns a valid body with the ids of these items. */
    ObjectNode object(JsonNode schema, List<Long> ids) {
        var object = NODES.objectNode();
        schema.path("properties").properties().forEach(member -> {
            boolean isRequired = schema.path("required").toString().contains('"' + member.getKey() + '"');
            if (isRequired || chance(60)) {
                object.set(member.getKey(), value(member.getKey(), member.getValue(), ids));
            }
        });
        schema.path("dependentRequired")
                .properties()
                .forEach(rule -> rule.getValue().forEach(other -> {
                    if (object.hasNonNull(rule.getKey()) && !object.hasNonNull(other.asText())) {
                        object.put(other.asText(), text(1, 200));
                    }
                }));
        return object;
    }

    private JsonNode value(String name, JsonNode schema, List<Long> ids) {
        if (schema.path("type").asText().equals("integer")) {
            return NODES.numberNode(any(ids));
        }
        if (name.equals("username")) {
            return NODES.textNode("guest_" + random.nextInt(1_000_000));
        }
        var text =
                text(schema.path("minLength").asInt(), schema.path("maxLength").asInt(200));
        return NODES.textNode(
                schema.has("pattern") ? fitting(text, schema.path("pattern").asText()) : text);
    }

    private static String fitting(String text, String pattern) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> character.matches(pattern) ? character : "-")
                .collect(Collectors.joining());
    }

    /** Returns a text of a valid length, often at the bounds; never blank. */
    private String text(int least, int most) {
        int length = chance(3) ? most : chance(10) ? least : Math.min(most, least + random.nextInt(40));
        var text = new StringBuilder(length > 0 ? "a" : "");
        for (int i = 1; i < length; i++) {
            text.append(any(CHARACTERS));
        }
        return most > 128 || length == 0 ? text.toString() : text.toString().replaceAll("[\\t\\n]", "-");
    }

    /** Returns an invalid body; empty if the schema allows any. */
    String broken(JsonNode schema, ObjectNode right) {
        var kinds = new ArrayList<String>(List.of(any(NO_OBJECTS), with(right, "unknown", NODES.booleanNode(true))));
        var names = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        var name = any(names);
        var member = schema.path("properties").path(name);
        kinds.add(with(right, name, any(List.of(NODES.arrayNode(), NODES.booleanNode(true), NODES.numberNode(1.5)))));
        kinds.add(with(right, name, NODES.nullNode()));
        kinds.add("{\"%s\":\"a\",\"%s\":\"a\"}".formatted(name, name));
        if (schema.path("required").size() > 0) {
            kinds.add(right.deepCopy()
                    .without(schema.path("required").path(0).asText())
                    .toString());
        }
        if (member.has("maxLength")) {
            kinds.add(with(
                    right,
                    name,
                    NODES.textNode("a".repeat(member.path("maxLength").asInt() + 1))));
            kinds.add(with(right, name, NODES.textNode("a control character \u0007 in twelve")));
        }
        return any(kinds);
    }

    private static String with(ObjectNode object, String name, JsonNode value) {
        return object.deepCopy().set(name, value).toString();
    }

    /** Returns the bytes, one a character. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

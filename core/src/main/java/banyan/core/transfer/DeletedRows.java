package banyan.core.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Deletes rows that were deleted at the home. */
public record DeletedRows(Handle handle, Map<String, Table> tables) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Deletes a row, if it is there.
     *
     * @param deleted a row of the table with the keys of deleted rows
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public void delete(JsonNode deleted) {
        var table = tables.get(deleted.path("table_name").asText());
        if (table == null) {
            throw new IllegalArgumentException("a deleted row is of no table of this module");
        }
        var key = key(table, deleted.path("row_key").asText());
        handle.execute("DELETE FROM " + table.name() + condition(table), key.toArray());
    }

    private static String condition(Table table) {
        return table.key().isEmpty()
                ? ""
                : table.key().stream()
                        .map(column -> column + " = ?")
                        .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static List<@Nullable Object> key(Table table, String json) {
        var values = values(json);
        if (values.size() != table.key().size()) {
            throw new IllegalArgumentException("the key of a deleted row of " + table.name() + " is " + json);
        }
        var key = new ArrayList<@Nullable Object>();
        for (int i = 0; i < values.size(); i++) {
            key.add(table.parse(table.key().get(i), values.get(i)));
        }
        return key;
    }

    private static JsonNode values(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the key of a deleted row is not JSON", e);
        }
    }
}

package banyan.core.revision.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Records each deleted row of a table on H2, which makes one of these for each table by the name of this class. */
public final class DeletionTrigger implements Trigger {
    private static final String KEY = """
            SELECT columns.ordinal_position FROM information_schema.table_constraints constraints
            JOIN information_schema.key_column_usage keys
                ON keys.constraint_schema = constraints.constraint_schema
                AND keys.constraint_name = constraints.constraint_name
            JOIN information_schema.columns columns
                ON columns.table_schema = constraints.table_schema AND columns.table_name = constraints.table_name
                AND columns.column_name = keys.column_name
            WHERE constraints.table_schema = ? AND constraints.table_name = ?
            AND constraints.constraint_type = 'PRIMARY KEY'
            ORDER BY keys.ordinal_position
            """;

    private static final JsonMapper MAPPER = new JsonMapper();

    private String table = "";
    private List<Integer> key = List.of();

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean isBefore, int type)
            throws SQLException {
        table = tableName.toLowerCase(Locale.ROOT);
        key = ColumnPlaces.find(connection, KEY, schema, tableName);
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        if (before == null) {
            return;
        }
        try (var record = connection.prepareStatement("""
                MERGE INTO deleted_row (table_name, row_key, revision) KEY (table_name, row_key)
                SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), revision FROM feed_head
                WHERE COALESCE(CAST(@banyan_replicating AS VARCHAR), '') <> 'on'
                """)) {
            record.setString(1, table);
            record.setString(2, json(before));
            record.executeUpdate();
        }
    }

    private String json(@Nullable Object[] row) {
        try {
            return MAPPER.writeValueAsString(
                    key.stream().map(place -> row[place]).collect(Collectors.toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a key has a form in JSON", e);
        }
    }
}

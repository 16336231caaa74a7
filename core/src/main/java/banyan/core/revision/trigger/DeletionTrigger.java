package banyan.core.revision.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Records each row of a table on H2 that was deleted or got another key. H2 makes one of these for each table by the name of this class. */
public final class DeletionTrigger implements Trigger {
    private static final JsonMapper MAPPER = new JsonMapper();

    private String table = "";
    private List<Integer> key = List.of();

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean isBefore, int type)
            throws SQLException {
        table = tableName.toLowerCase(Locale.ROOT);
        key = ColumnPlaces.of(connection, schema, tableName).key();
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        if (before == null || (after != null && keyOf(before).equals(keyOf(after)))) {
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
            return MAPPER.writeValueAsString(keyOf(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a key has a form in JSON", e);
        }
    }

    private List<@Nullable Object> keyOf(@Nullable Object[] row) {
        var values = new ArrayList<@Nullable Object>();
        key.forEach(place -> values.add(row[place]));
        return values;
    }
}

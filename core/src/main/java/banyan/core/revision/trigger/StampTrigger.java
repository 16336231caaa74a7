package banyan.core.revision.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Gives each new or changed row of a table on H2 the revision of the head. */
public final class StampTrigger implements Trigger {
    private static final String REVISION = """
            SELECT ordinal_position FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? AND column_name = 'REVISION'
            """;

    private String table = "";
    private String schema = "";

    /** Set by the first row: the column does not exist yet when H2 makes the trigger. */
    private int place = -1;

    @Override
    public void init(
            Connection connection, String schemaName, String trigger, String tableName, boolean isBefore, int type) {
        schema = schemaName;
        table = tableName;
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        var row = Objects.requireNonNull(after, "a row that is deleted gets no revision");
        try (var query = connection.prepareStatement("""
                SELECT revision FROM feed_head WHERE COALESCE(CAST(@banyan_replicating AS VARCHAR), '') <> 'on'
                """);
                var head = query.executeQuery()) {
            if (head.next()) {
                row[place(connection)] = head.getLong(1);
            }
        }
    }

    private int place(Connection connection) throws SQLException {
        if (place < 0) {
            place = ColumnPlaces.find(connection, REVISION, schema, table).stream()
                    .findFirst()
                    .orElseThrow(() -> new SQLException("The table " + table + " has no column for revisions"));
        }
        return place;
    }
}

package banyan.core.revision.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Gives each new or changed row of a table on H2 the revision of the head. */
public final class StampTrigger implements Trigger {
    private String table = "";
    private int place;
    private boolean hasOneRow;

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean isBefore, int type)
            throws SQLException {
        table = tableName;
        var columns = ColumnPlaces.of(connection, schema, table);
        place = columns.find("REVISION")
                .orElseThrow(() -> new SQLException("The table " + table + " has no column for revisions"));
        hasOneRow = columns.key().isEmpty();
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        var row = Objects.requireNonNull(after, "a row that is deleted gets no revision");
        if (hasOneRow && before == null) {
            requireEmpty(connection);
        }
        try (var query = connection.prepareStatement("""
                SELECT revision FROM feed_head WHERE COALESCE(CAST(@banyan_replicating AS VARCHAR), '') <> 'on'
                """);
                var head = query.executeQuery()) {
            if (head.next()) {
                row[place] = head.getLong(1);
            }
        }
    }

    private void requireEmpty(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM \"" + table + "\" FETCH FIRST ROW ONLY");
                var row = query.executeQuery()) {
            if (row.next()) {
                throw new SQLException("The table " + table + " has no primary key: it can have one row only");
            }
        }
    }
}

package banyan.core.revision.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Where columns stand in the rows that H2 gives to a trigger. */
final class ColumnPlaces {
    /** Selects the places of the columns of a primary key. */
    static final String KEY = """
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

    private ColumnPlaces() {}

    /**
     * Returns the places of the columns, from 0.
     *
     * @param query selects ordinal positions, which H2 counts from 1; its parameters are the schema and the table
     */
    static List<Integer> find(Connection connection, String query, String schema, String table) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            var places = Stream.<Integer>builder();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.add(rows.getInt(1) - 1);
                }
            }
            return places.build().toList();
        }
    }
}

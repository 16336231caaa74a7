package banyan.core.revision.trigger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.table.Column;
import org.h2.table.Table;

/**
 * Where columns stand in the rows that H2 gives to a trigger, from 0. Read from the engine: each opening of a file makes all
 * triggers, and queries of the information schema would take longer than all else.
 */
record ColumnPlaces(Table table) {
    static ColumnPlaces of(Connection connection, String schema, String table) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return new ColumnPlaces(session.getDatabase().getSchema(schema).getTableOrView(session, table));
    }

    /** Returns the places of the columns of the primary key; none if there is no key. */
    List<Integer> key() {
        return Optional.ofNullable(table.findPrimaryKey()).map(Index::getColumns).stream()
                .flatMap(Stream::of)
                .map(Column::getColumnId)
                .toList();
    }

    /** Returns the place of a column; empty if there is none of that name. */
    Optional<Integer> find(String column) {
        return Optional.ofNullable(table.getColumn(column, true)).map(Column::getColumnId);
    }
}

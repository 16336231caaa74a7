package banyan.core.database.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds damaged rows, which H2 would notice only when a statement reads them. */
final class RowCheck {
    private RowCheck() {}

    /** Reads every row, by its table and by each index, so that damage fails now. */
    static void readThrough(Path file, Handle handle) throws IOException {
        if (Files.size(file) > FileCheck.MAX_READ_WHOLE) {
            return;
        }
        for (var query : handle.select("""
                        SELECT 'SELECT * FROM "' || table_name || '"'
                        FROM information_schema.tables
                        WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'
                        UNION ALL
                        SELECT 'SELECT ' || columns || ' FROM "' || table_name || '" ORDER BY ' || columns
                        FROM (SELECT table_name,
                                LISTAGG('"' || column_name || '"', ', ') WITHIN GROUP (ORDER BY ordinal_position) AS columns
                            FROM information_schema.index_columns
                            WHERE table_schema = CURRENT_SCHEMA
                            GROUP BY table_name, index_name)
                        """).mapTo(String.class).list()) {
            read(handle, query);
        }
    }

    private static void read(Handle handle, String query) {
        handle.select(query).scanResultSet((rows, context) -> {
            var all = rows.get();
            int columns = all.getMetaData().getColumnCount();
            while (all.next()) {
                for (int column = 1; column <= columns; column++) {
                    rejectZeros(all.getObject(column));
                }
            }
            return null;
        });
    }

    /**
     * Rejects a text with NUL, as in a zeroed block: H2 has no checksum for it. The board never writes NUL, which
     * PostgreSQL rejects.
     */
    private static void rejectZeros(@Nullable Object value) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new IllegalStateException("a text contains NUL characters");
        }
    }

    /** Returns the number of tables with rows of their own. */
    static int tables(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE table_schema <> 'INFORMATION_SCHEMA' AND table_type = 'BASE TABLE'
                        """).mapTo(int.class).one();
    }
}

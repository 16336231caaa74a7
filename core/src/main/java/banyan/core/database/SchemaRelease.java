package banyan.core.database;

import org.jdbi.v3.core.Handle;

/** The release of the schema: of this program, and as required by a database. */
public final class SchemaRelease {
    /** The newest release that this program has migrations for. */
    public static final int CURRENT = 7;

    private SchemaRelease() {}

    /**
     * Requires that this program is new enough for the database.
     *
     * @param where the database, as the operator knows it
     * @throws StoreException if the database needs a newer program
     */
    public static void requireSupported(Handle handle, String where) {
        if (!hasPrograms(handle)) {
            return;
        }
        int oldest = handle.select("SELECT MAX(oldest) FROM program")
                .mapTo(int.class)
                .one();
        if (oldest > CURRENT) {
            throw new StoreException(
                    "%s has a newer schema: it needs a program with schema release %d or newer, and this one has %d; nothing was changed"
                            .formatted(where, oldest, CURRENT));
        }
    }

    private static boolean hasPrograms(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE LOWER(table_name) = 'program' AND table_schema = CURRENT_SCHEMA
                        """).mapTo(int.class).one() > 0;
    }
}

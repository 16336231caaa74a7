package banyan.core.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/**
 * Brings a database to this program's schema, and refuses one that this program is too old for.
 *
 * <p>A migration's version is {@code release.part}: part 0 is core's, the others are the module's. Migrations only add;
 * each release writes into {@code program} the oldest one that can still run, so that the previous program runs on a
 * newer schema.
 */
final class Migrations {
    /** The newest release that this program has migrations for. */
    static final int RELEASE = 5;

    private Migrations() {}

    static void run(DataSource dataSource, Schema schema) {
        try {
            Flyway.configure(schema.loader())
                    .dataSource(patient(dataSource))
                    .table("schema_history")
                    .locations("classpath:META-INF/banyan/core", "classpath:META-INF/banyan/" + schema.module())
                    .failOnMissingLocations(true)
                    .ignoreMigrationPatterns("*:future")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            var line = "The database of " + schema.module() + " cannot be migrated: "
                    + SqlState.failure(e).map(SqlState::reason).orElseGet(e::getMessage);
            throw SqlState.passes(e) ? StoreException.passing(line, e) : new StoreException(line, e);
        } catch (SQLException e) {
            throw new IllegalStateException("a pool knows what it is", e);
        }
    }

    /** A server ends the statements of those who serve after a few seconds. */
    private static DataSource patient(DataSource dataSource) throws SQLException {
        return dataSource.isWrapperFor(ServerPool.class)
                ? dataSource.unwrap(ServerPool.class).migrating()
                : dataSource;
    }

    /**
     * Fails if this program is too old for the database.
     *
     * @param where the database, as the operator knows it
     */
    static void refuseNewer(Handle handle, String where) {
        if (!hasPrograms(handle)) {
            return;
        }
        int oldest = handle.select("SELECT MAX(oldest) FROM program")
                .mapTo(int.class)
                .one();
        if (oldest > RELEASE) {
            throw new StoreException(
                    "%s is of a newer version: it needs a program of schema release %d or newer, and this one has %d; nothing was changed"
                            .formatted(where, oldest, RELEASE));
        }
    }

    private static boolean hasPrograms(Handle handle) {
        return handle.select("""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE LOWER(table_name) = 'program' AND table_schema = CURRENT_SCHEMA
                        """).mapTo(int.class).one() > 0;
    }
}

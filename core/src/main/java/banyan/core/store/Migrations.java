package banyan.core.store;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
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
    static final int RELEASE = 6;

    private static final String REMEDY =
            "; nothing was changed; start the program that ran on it last, or put a backup in its place";

    private Migrations() {}

    /** Whether there is nothing to do. */
    static boolean isDone(DataSource dataSource, Schema schema) {
        return Stream.of(flyway(dataSource, schema).info().all())
                .map(MigrationInfo::getState)
                .allMatch(state -> state.isApplied() && !state.isFailed());
    }

    /** All that are missing in one transaction, where the database can do that. */
    static void run(DataSource dataSource, Schema schema) {
        Statements.over(dataSource).useHandle(handle -> refuseNewer(handle, "The database of " + schema.module()));
        try {
            flyway(patient(dataSource), schema).migrate();
        } catch (FlywayException e) {
            var line = "The database of " + schema.module() + " cannot be migrated: " + reason(e);
            throw SqlState.passes(e) ? StoreException.passing(line, e) : new StoreException(line + REMEDY, e);
        }
    }

    /** A server ends the statements of those who serve after a few seconds. */
    private static DataSource patient(DataSource dataSource) {
        try {
            return dataSource.isWrapperFor(ServerPool.class)
                    ? dataSource.unwrap(ServerPool.class).migrating()
                    : dataSource;
        } catch (SQLException e) {
            throw new IllegalStateException("a pool knows what it is", e);
        }
    }

    private static String reason(FlywayException failure) {
        return SqlState.failure(failure)
                .map(SqlState::reason)
                .orElseGet(failure::getMessage)
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    private static Flyway flyway(DataSource dataSource, Schema schema) {
        return Flyway.configure(schema.loader())
                .dataSource(dataSource)
                .table("schema_history")
                .locations("classpath:META-INF/banyan/core", "classpath:META-INF/banyan/" + schema.module())
                .failOnMissingLocations(true)
                .ignoreMigrationPatterns("*:future")
                .group(true)
                .loggers("slf4j")
                .load();
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

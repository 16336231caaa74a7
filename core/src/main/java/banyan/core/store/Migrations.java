package banyan.core.store;

import banyan.core.database.DatabaseControl;
import banyan.core.database.JdbiFactory;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.StoreException;
import banyan.core.revision.RevisionTracking;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.JdbiException;

/**
 * Migrates a database to this program's schema, and rejects one that this program is too old for.
 *
 * <p>A migration's version is {@code release.part}: part 0 is core's, the others are the module's. Migrations only add.
 * Each release writes into {@code program} the oldest release that can still run, so that the previous program runs on
 * a newer schema.
 */
public final class Migrations {
    private static final String REMEDY =
            "; nothing was changed; start the last program that used it, or put a backup in its place";

    private Migrations() {}

    /** Migrates the database, unless it has the schema already. */
    public static void migrate(DataSource dataSource, Schema schema) {
        DatabaseControl.of(dataSource).change(found -> isDone(found, schema), made -> run(made, schema));
    }

    /** Returns whether no migration is missing. */
    static boolean isDone(DataSource dataSource, Schema schema) {
        return Stream.of(flyway(dataSource, schema).info().all())
                        .map(MigrationInfo::getState)
                        .allMatch(state -> state.isApplied() && !state.isFailed())
                && JdbiFactory.over(dataSource).withHandle(RevisionTracking::isComplete);
    }

    /**
     * Runs all missing migrations, in one transaction if the database supports that.
     *
     * @throws StoreException if this program is too old for the database, or a migration fails
     */
    public static void run(DataSource dataSource, Schema schema) {
        var where = "The database of " + schema.module();
        var migrating = DatabaseControl.of(dataSource).migrating();
        var jdbi = JdbiFactory.over(migrating);
        jdbi.useHandle(handle -> SchemaRelease.requireSupported(handle, where));
        try {
            var tracked = jdbi.withHandle(RevisionTracking::suspend);
            flyway(migrating, schema).migrate();
            jdbi.useHandle(handle -> RevisionTracking.complete(handle, tracked));
        } catch (FlywayException | JdbiException e) {
            var line = where + " cannot be migrated: " + reason(e);
            throw SqlState.isTransient(e)
                    ? StoreException.transientFailure(line, e)
                    : new StoreException(line + REMEDY, e);
        }
    }

    private static String reason(RuntimeException failure) {
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
                .callbacks(new MigrationCallback())
                .loggers("slf4j")
                .load();
    }
}

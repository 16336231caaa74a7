package banyan.core.store;

import banyan.core.database.DatabaseControl;
import banyan.core.database.SchemaRelease;
import banyan.core.database.SqlState;
import banyan.core.database.Statements;
import banyan.core.database.StoreException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a database to this program's schema, and rejects one that this program is too old for.
 *
 * <p>A migration's version is {@code release.part}: part 0 is core's, the others are the module's. Migrations only add;
 * each release writes into {@code program} the oldest one that can still run, so that the previous program runs on a
 * newer schema.
 */
public final class Migrations {
    private static final String REMEDY =
            "; nothing was changed; start the program that ran on it last, or put a backup in its place";

    private Migrations() {}

    /** Brings the database to the schema, unless it has that schema already. */
    public static void migrate(DataSource dataSource, Schema schema) {
        DatabaseControl.of(dataSource).change(found -> isDone(found, schema), made -> run(made, schema));
    }

    /** Returns whether no migration is missing. */
    static boolean isDone(DataSource dataSource, Schema schema) {
        return Stream.of(flyway(dataSource, schema).info().all())
                .map(MigrationInfo::getState)
                .allMatch(state -> state.isApplied() && !state.isFailed());
    }

    /**
     * Runs all missing migrations, in one transaction where the database can do that.
     *
     * @throws StoreException if this program is too old for the database, or it cannot be migrated
     */
    public static void run(DataSource dataSource, Schema schema) {
        var where = "The database of " + schema.module();
        Statements.over(dataSource).useHandle(handle -> SchemaRelease.requireSupported(handle, where));
        try {
            flyway(DatabaseControl.of(dataSource).migrating(), schema).migrate();
        } catch (FlywayException e) {
            var line = where + " cannot be migrated: " + reason(e);
            throw SqlState.passes(e) ? StoreException.passing(line, e) : new StoreException(line + REMEDY, e);
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
}

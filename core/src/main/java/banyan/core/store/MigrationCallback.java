package banyan.core.store;

import banyan.core.database.JdbiFactory;
import banyan.core.revision.RevisionTracking;
import java.sql.Connection;
import java.util.function.Consumer;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tells the tracking of revisions about each migration, in the transaction of the migration. */
final class MigrationCallback implements Callback {
    private @Nullable Connection migrating;
    private @Nullable Jdbi jdbi;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Consumer<Handle> tell =
                event == Event.BEFORE_EACH_MIGRATE ? RevisionTracking::beginMigration : RevisionTracking::endMigration;
        over(context.getConnection()).useHandle(tell::accept);
    }

    /** All migrations of a run have one connection. */
    private Jdbi over(Connection connection) {
        var known = jdbi;
        if (known == null || !connection.equals(migrating)) {
            migrating = connection;
            jdbi = known = JdbiFactory.over(connection);
        }
        return known;
    }

    @Override
    public String getCallbackName() {
        return "revisions";
    }
}

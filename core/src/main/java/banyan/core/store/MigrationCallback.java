package banyan.core.store;

import banyan.core.revision.RevisionTracking;
import java.util.function.Consumer;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tells the tracking of revisions about each migration, in the transaction of the migration. */
final class MigrationCallback implements Callback {
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
        Jdbi.create(context.getConnection()).useHandle(tell::accept);
    }

    @Override
    public String getCallbackName() {
        return "revisions";
    }
}

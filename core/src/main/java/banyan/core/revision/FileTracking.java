package banyan.core.revision;

import banyan.core.revision.trigger.DeletionTrigger;
import banyan.core.revision.trigger.StampTrigger;
import org.h2.api.Trigger;
import org.jdbi.v3.core.Handle;

/** Revisions on H2: two triggers for each table. */
final class FileTracking {
    private FileTracking() {}

    /** The triggers come last: H2 copies the table to add the column, and a trigger would have the name of the copy. */
    static void add(Handle handle, TrackedTable table) {
        handle.execute(
                "UPDATE program SET oldest = 7 WHERE oldest < 7"); // an earlier program does not have the triggers
        var name = table.name();
        handle.execute("ALTER TABLE " + name + " ADD COLUMN revision BIGINT DEFAULT 1 NOT NULL");
        handle.execute("CREATE INDEX " + name + "_revision ON " + name + " (revision)");
        trigger(handle, name + "_stamp BEFORE INSERT, UPDATE ON " + name, StampTrigger.class);
        trigger(handle, name + "_deletion AFTER DELETE ON " + name, DeletionTrigger.class);
    }

    private static void trigger(Handle handle, String what, Class<? extends Trigger> type) {
        handle.execute("CREATE TRIGGER IF NOT EXISTS " + what + " FOR EACH ROW CALL '" + type.getName() + "'");
    }
}

package banyan.core.revision;

import banyan.core.revision.trigger.DeletionTrigger;
import banyan.core.revision.trigger.StampTrigger;
import org.h2.api.Trigger;
import org.jdbi.v3.core.Handle;

/** Revisions on H2: two triggers for each table, and a constraint that rejects a TRUNCATE, which fires no trigger. */
final class FileTracking {
    private static final String DELETION = "banyan_deletion_";
    private static final String NO_TRUNCATE = "banyan_no_truncate_";

    private FileTracking() {}

    static void add(Handle handle, TrackedTable table) {
        handle.execute(
                "UPDATE program SET oldest = 7 WHERE oldest < 7"); // an earlier program does not have the triggers
        table.addRevisions(handle);
        if (!table.key().isEmpty()) {
            rejectTruncate(handle, table);
        }
    }

    /** H2 truncates no table that a foreign key refers to. A row always refers to itself, which H2 does not look up. */
    private static void rejectTruncate(Handle handle, TrackedTable table) {
        var key = String.join(", ", table.key());
        handle.execute("ALTER TABLE " + table.name() + " ADD CONSTRAINT " + NO_TRUNCATE + table.name()
                + " FOREIGN KEY (" + key + ") REFERENCES " + table.name() + " (" + key + ")");
    }

    static void suspend(Handle handle, String table) {
        handle.execute("DROP TRIGGER IF EXISTS " + DELETION + table);
        handle.execute("DROP TRIGGER IF EXISTS " + TrackedTable.STAMP + "_" + table);
    }

    static void resume(Handle handle, TrackedTable table) {
        var name = table.name();
        trigger(handle, DELETION + name + " AFTER UPDATE, DELETE ON " + name, DeletionTrigger.class);
        trigger(handle, TrackedTable.STAMP + "_" + name + " BEFORE INSERT, UPDATE ON " + name, StampTrigger.class);
    }

    private static void trigger(Handle handle, String what, Class<? extends Trigger> type) {
        handle.execute("CREATE TRIGGER IF NOT EXISTS " + what + " FOR EACH ROW CALL '" + type.getName() + "'");
    }
}

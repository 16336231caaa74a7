package banyan.core.revision;

import banyan.core.revision.trigger.DeletionTrigger;
import banyan.core.revision.trigger.StampTrigger;
import java.util.List;
import org.h2.api.Trigger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Batch;

/** Revisions on H2: two triggers for each table, and a constraint that rejects a TRUNCATE, which fires no trigger. */
final class FileTracking {
    private static final String DELETION = "banyan_deletion_";
    private static final String NO_TRUNCATE = "banyan_no_truncate_";

    private FileTracking() {}

    /**
     * Adds revisions to tables, and the triggers to all tables that do not have them.
     *
     * @param added the tables that have no revisions yet
     */
    static void complete(Handle handle, List<TrackedTable> added, List<TrackedTable> all) {
        try (var statements = handle.createBatch()) { // which JDBI does not parse one by one
            if (!added.isEmpty()) {
                // an earlier program does not have the triggers
                statements.add("UPDATE program SET oldest = 7 WHERE oldest < 7");
            }
            added.forEach(table -> add(statements, table));
            all.forEach(table -> resume(statements, table));
            statements.execute();
        }
    }

    private static void add(Batch statements, TrackedTable table) {
        table.addingRevisions().forEach(statements::add);
        if (!table.key().isEmpty()) {
            statements.add(rejectingTruncate(table));
        }
    }

    /** H2 truncates no table that a foreign key refers to. A row always refers to itself, which H2 does not look up. */
    private static String rejectingTruncate(TrackedTable table) {
        var key = String.join(", ", table.key());
        return "ALTER TABLE " + table.name() + " ADD CONSTRAINT " + NO_TRUNCATE + table.name() + " FOREIGN KEY (" + key
                + ") REFERENCES " + table.name() + " (" + key + ")";
    }

    static void suspend(Handle handle, String table) {
        handle.execute("DROP TRIGGER IF EXISTS " + DELETION + table);
        handle.execute("DROP TRIGGER IF EXISTS " + TrackedTable.STAMP + "_" + table);
    }

    private static void resume(Batch statements, TrackedTable table) {
        var name = table.name();
        statements.add(trigger(DELETION + name + " AFTER UPDATE, DELETE ON " + name, DeletionTrigger.class));
        statements.add(
                trigger(TrackedTable.STAMP + "_" + name + " BEFORE INSERT, UPDATE ON " + name, StampTrigger.class));
    }

    private static String trigger(String what, Class<? extends Trigger> type) {
        return "CREATE TRIGGER IF NOT EXISTS " + what + " FOR EACH ROW CALL '" + type.getName() + "'";
    }
}

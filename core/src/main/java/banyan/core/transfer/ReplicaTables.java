package banyan.core.transfer;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The tables of one database that a standby gets. They are read from the catalog again only after a migration, which another
 * process may run: each pull needs them, and the catalog takes longer than the changes.
 */
public final class ReplicaTables {
    private record Known(long migrations, List<Table> replicated, List<Table> withDeleted) {
        static Known read(Handle handle, long migrations) {
            var replicated = Table.replicated(handle);
            var deleted = Stream.of(Table.deletedWithRevisions(handle));
            return new Known(
                    migrations,
                    replicated,
                    Stream.concat(deleted, replicated.stream()).toList());
        }
    }

    private volatile Known known = new Known(0, List.of(), List.of());

    /**
     * Returns the tables that a standby gets, with the revisions of their rows: the one with deleted rows first. All data have no
     * deleted rows.
     *
     * @param after the revision that the standby has; 0 for none
     */
    List<Table> changed(Handle handle, long after) {
        var now = find(handle);
        return after == 0 ? now.replicated() : now.withDeleted();
    }

    /** Returns the tables whose rows are the same at a home and at a standby of the same revision. */
    List<Table> replicated(Handle handle) {
        return find(handle).replicated();
    }

    private Known find(Handle handle) {
        long migrations = handle.select("SELECT COUNT(*) FROM \"schema_history\"")
                .mapTo(long.class)
                .one();
        var last = known;
        if (last.migrations() != migrations) {
            last = Known.read(handle, migrations);
            known = last;
        }
        return last;
    }
}

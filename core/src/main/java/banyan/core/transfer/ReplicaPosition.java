package banyan.core.transfer;

import banyan.core.BoardException;
import banyan.core.revision.DeletionHorizon;
import banyan.core.revision.WriteRevision;
import banyan.core.store.StoreIdentity;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The state of a copy: whose data it has, and up to which revision.
 *
 * @param store the id of the data; null for a copy without data
 * @param history the newest row of the history of its revisions; null before the first write
 * @param revision the last revision that it has; 0 without data
 */
public record ReplicaPosition(
        @Nullable UUID store, @Nullable UUID history, long revision) {
    /** The state of a copy that has no data, or whose data are to be replaced. */
    public static final ReplicaPosition NONE = new ReplicaPosition(null, null, 0);

    /** Returns the state of a database. */
    public static ReplicaPosition of(Handle handle) {
        return StoreIdentity.find(handle)
                .map(store -> new ReplicaPosition(
                        store,
                        newest(handle).orElse(null),
                        WriteRevision.current(handle).revision()))
                .orElse(NONE);
    }

    static Optional<UUID> newest(Handle handle) {
        return handle.select("SELECT id FROM revision_history ORDER BY ordinal DESC LIMIT 1")
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * Requires that a database has had exactly this state: its later changes then lead from this state to its own. Each opening
     * of a database adds a row to the history with its first write, so a database that lost revisions, and gave their numbers
     * again, has a row that this state does not know.
     *
     * @throws BoardException CONFLICT if the database has other data, or has lost this state; GONE if it does not know all
     *     deletions since
     */
    public void requireIn(Handle handle) {
        if (revision == 0) {
            return;
        }
        if (!StoreIdentity.find(handle).equals(Optional.ofNullable(store))) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The standby has the data " + store + ", and the home has others: they cannot follow each other.");
        }
        if (revision > WriteRevision.current(handle).revision() || !isInHistory(handle)) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The home does not have revision " + revision
                            + " of the standby any more, such as after a restore. Its data may be older than those of the standby:"
                            + " either replace those of the standby (follow), or make the standby the home (promote).");
        }
        DeletionHorizon.requireKnown(handle, revision);
    }

    /** No row after the copy's own may have begun by this revision: all rows have, if the copy's own is not among them. */
    private boolean isInHistory(Handle handle) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM revision_history known
                        WHERE known.ordinal > COALESCE(
                            (SELECT ordinal FROM revision_history WHERE id = CAST(:history AS UUID)),
                            CASE WHEN CAST(:history AS UUID) IS NULL THEN 0 ELSE -1 END)
                        AND known.revision <= :revision
                        """)
                        .bindByType("history", history, UUID.class)
                        .bind("revision", revision)
                        .mapTo(int.class)
                        .one()
                == 0;
    }
}

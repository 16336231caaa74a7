package banyan.core.revision;

import banyan.core.BoardException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The revision from which on this database knows all changes. A copy with an earlier revision has to be copied anew.
 *
 * <p>Rows of {@code deleted_row} are kept up to a number, so that they do not grow for ever. Beyond it, the oldest ones are
 * forgotten, some at a time, and the horizon moves along. A migration changes rows without giving them revisions, and moves
 * the horizon past the last revision. A full copy brings no deletions: its horizon is its own revision.
 */
public final class DeletionHorizon {
    /** The number of deletions that are kept, about 20 MB. A copy that misses more needs a full copy, which takes as long. */
    static final int KEPT = 100_000;

    /** How often, in revisions, the deletions are counted: that takes some milliseconds. */
    private static final int COUNT_INTERVAL = 1024;

    /** How often, in revisions, some are forgotten. */
    private static final int STEP_INTERVAL = 8;

    /** The number of deletions in one step: other writers wait meanwhile. */
    private static final int STEP = 1_000;

    private DeletionHorizon() {}

    /** Returns the smallest revision after which all changes are known. */
    public static long find(Handle handle) {
        return handle.select("SELECT revision FROM deletion_horizon")
                .mapTo(long.class)
                .one();
    }

    /**
     * Requires that all changes after a revision are known.
     *
     * @param after the revision that a copy has; 0 for none, so that it gets all rows
     * @throws BoardException GONE if some of these changes are not known any more
     */
    public static void requireKnown(Handle handle, long after) {
        long horizon = find(handle);
        if (after != 0 && after < horizon) {
            throw new BoardException(
                    BoardException.Kind.GONE,
                    "The changes after revision " + after + " are not known any more, but only those after " + horizon
                            + ": copy the data again.");
        }
    }

    /** Records that this database was filled by a full copy with this revision. */
    public static void copied(Handle handle, long revision) {
        handle.execute("UPDATE deletion_horizon SET revision = ?, target = ?", revision, revision);
    }

    /**
     * Records that a migration may have changed any row. The home takes a revision for it, so that a copy made after the
     * migration is not before the horizon.
     */
    static void migrated(Handle handle) {
        move(handle, WriteRevision.current(handle).revision() + 1);
        if (DataRole.find(handle).kind() == DataRole.Kind.HOME) {
            reach(handle);
        }
    }

    /** Lets the revision of a new home reach the horizon, which a migration has moved beyond it. */
    public static void reach(Handle handle) {
        handle.execute("""
                UPDATE feed_head SET revision = (SELECT revision FROM deletion_horizon)
                WHERE revision < (SELECT revision FROM deletion_horizon)
                """);
    }

    /**
     * Forgets some of the oldest deletions, now and then, if there are more than are kept.
     *
     * @param before the revision before this transaction
     * @param revision the revision of this transaction
     */
    public static void forgetSome(Handle handle, long before, long revision) {
        if (before / COUNT_INTERVAL != revision / COUNT_INTERVAL) {
            aim(handle, KEPT);
        }
        if (before / STEP_INTERVAL != revision / STEP_INTERVAL) {
            step(handle, STEP);
        }
    }

    /** Finds the revision up to which deletions have to be forgotten. */
    static void aim(Handle handle, int kept) {
        beyond(handle, "revision DESC", kept)
                .ifPresent(last -> handle.execute("UPDATE deletion_horizon SET target = GREATEST(target, ?)", last));
    }

    /** Forgets whole revisions only, so that the horizon says exactly what is known. */
    static void step(Handle handle, int most) {
        handle.select("SELECT target FROM deletion_horizon WHERE revision < target")
                .mapTo(Long.class)
                .findOne()
                .ifPresent(target -> {
                    long until =
                            Math.min(target, beyond(handle, "revision", most).orElse(target));
                    handle.execute("DELETE FROM deleted_row WHERE revision <= ?", until);
                    move(handle, until);
                });
    }

    private static Optional<Long> beyond(Handle handle, String order, int rows) {
        return handle.createQuery("SELECT revision FROM deleted_row ORDER BY " + order
                        + " OFFSET :rows ROWS FETCH FIRST ROW ONLY")
                .bind("rows", rows)
                .mapTo(Long.class)
                .findOne();
    }

    private static void move(Handle handle, long revision) {
        handle.execute(
                "UPDATE deletion_horizon SET revision = GREATEST(revision, ?), target = GREATEST(target, ?)",
                revision,
                revision);
    }
}

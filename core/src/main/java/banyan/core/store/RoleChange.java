package banyan.core.store;

import banyan.core.database.server.SessionSettings;
import banyan.core.revision.DataRole;
import banyan.core.revision.DeletionHorizon;
import banyan.core.revision.NextIds;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A change of the role of a database from an expected one. A new home generates ids and revisions beyond those that it has
 * taken over.
 */
record RoleChange(DataRole expected, DataRole next) {
    /** Commits the change, and returns whether the role was the expected one. */
    boolean commit(Jdbi jdbi, NextIds nextIds) {
        if (isToHome()) {
            jdbi.useHandle(nextIds::raise); // before any write of the new home
        }
        return jdbi.inTransaction(handle -> isReplaced(handle, nextIds));
    }

    private boolean isReplaced(Handle handle, NextIds nextIds) {
        boolean isReplaced = expected.replace(handle, next);
        if (isReplaced && isToHome()) {
            DeletionHorizon.reach(handle);
            if (SessionSettings.isOf(handle)) {
                nextIds.raise(handle); // another process of the same database may have taken over rows since
            }
        }
        return isReplaced;
    }

    private boolean isToHome() {
        return next.kind() == DataRole.Kind.HOME;
    }
}

package banyan.launcher.replica;

import banyan.core.transfer.ReplicaPosition;
import banyan.launcher.admin.api.AdminPaths;
import org.jspecify.annotations.Nullable;

/** The path and the query of a {@link ChangesRequest}, without what its headers say. */
record ChangesPath(String module, ReplicaPosition from, long epoch, long verified, boolean isCompared) {
    @Override
    public String toString() {
        return AdminPaths.copy(module, AdminPaths.CHANGES) + "?after=" + from.revision() + id("store", from.store())
                + id("history", from.history()) + "&epoch=" + epoch + "&verified=" + verified + "&compare=" + isCompared
                + "&wait=" + ChangesRequest.LONGEST_WAIT.toSeconds();
    }

    private static String id(String name, @Nullable Object id) {
        return id == null ? "" : "&" + name + "=" + id;
    }
}

package banyan.core.revision;

import banyan.core.BoardException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The role of one database among the copies of its data. It is the only row that no copy takes over.
 *
 * @param kind what the database may do
 * @param epoch grows with each change of the home
 * @param home the address of the home, as far as this database knows; null if it is the home
 */
public record DataRole(Kind kind, long epoch, @Nullable String home) {
    /** What a database may do. */
    public enum Kind {
        /** Accepts writes: the only one that does. */
        HOME,
        /** Follows the home. */
        STANDBY,
        /** Was the home, and accepts no writes until the outcome of a move is known. */
        CLOSED,
        /** Must not take over. */
        VOID;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the role. In a write transaction this is a statement of its own after the lock on the head: a statement that waited
     * for a lock sees the new version of the locked row only, and an old snapshot of all others.
     */
    public static DataRole find(Handle handle) {
        return handle.createQuery("SELECT role, epoch, home FROM data_role")
                .map((row, context) -> new DataRole(
                        Kind.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                        row.getLong("epoch"),
                        row.getString("home")))
                .one();
    }

    /**
     * Rejects a write at any other role than the home.
     *
     * @throws BoardException NOT_HOME if this database does not accept writes
     */
    public void requireHome() {
        if (kind != Kind.HOME) {
            throw new BoardException(
                    BoardException.Kind.NOT_HOME,
                    "This process does not accept writes of these data: their home is "
                            + knownHome().orElse("another process") + ".");
        }
    }

    /**
     * Replaces the role, if it is still this one. Takes the lock on the head first, as writers do: a writer that read the old
     * role has committed before.
     *
     * @throws IllegalArgumentException if the epoch would shrink
     */
    public boolean replace(Handle handle, DataRole next) {
        if (next.epoch < epoch) {
            throw new IllegalArgumentException("the epoch " + next.epoch + " is older than " + epoch);
        }
        handle.execute("SELECT position FROM feed_head FOR UPDATE");
        return handle.createUpdate("""
                        UPDATE data_role SET role = :role, epoch = :epoch, home = :home
                        WHERE role = :before AND epoch = :beforeEpoch
                        """)
                        .bind("role", next.kind.text())
                        .bind("epoch", next.epoch)
                        .bind("home", next.home)
                        .bind("before", kind.text())
                        .bind("beforeEpoch", epoch)
                        .execute()
                == 1;
    }

    /** Returns the address of the home, if this database is not the home and knows it. */
    public Optional<String> knownHome() {
        return Optional.ofNullable(home);
    }
}

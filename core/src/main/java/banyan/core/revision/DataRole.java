package banyan.core.revision;

import banyan.core.BoardException;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The role of one database among the copies of its data. No copy takes it over.
 *
 * @param kind what the database may do
 * @param epoch grows with each change of the home
 * @param home the admin address of the home, or of the successor while its outcome is not known; null at the home
 * @param address the address of the board there, where requests of the module go; null likewise
 * @param successor of a closed copy, the copy that may take over; of a void one, itself if it follows its home again once
 *     that has reopened; null otherwise
 */
public record DataRole(
        Kind kind,
        long epoch,
        @Nullable String home,
        @Nullable String address,
        @Nullable UUID successor) {
    /** What a database may do. */
    public enum Kind {
        /** Accepts writes: the only one that does. */
        HOME,
        /** Follows the home. */
        STANDBY,
        /** Was the home, and accepts no writes until the outcome of a move is known. */
        CLOSED,
        /** Was closed, and has taken back its offer: is the home again once the successor can no longer take over. */
        WITHDRAWN,
        /** Must not take over. */
        VOID;

        /** The name in the database and in JSON. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DataRole(Kind kind, long epoch, @Nullable String home) {
        this(kind, epoch, home, null, null);
    }

    /** The role of the home. */
    public static DataRole home(long epoch) {
        return new DataRole(Kind.HOME, epoch, null);
    }

    /** The role of a copy that follows a home. */
    public static DataRole standby(long epoch, String home, @Nullable String address) {
        return new DataRole(Kind.STANDBY, epoch, home, address, null);
    }

    /** The role of a home that has offered its successor to take over, at the next epoch. */
    public DataRole offeredTo(UUID copy, String newHome, String newAddress) {
        return new DataRole(Kind.CLOSED, epoch + 1, newHome, newAddress, copy);
    }

    /** The role of a closed copy that has taken back its offer. */
    public DataRole withdrawn() {
        return new DataRole(Kind.WITHDRAWN, epoch, home, address, successor);
    }

    /** This role, of a copy that must not take over. It follows no more. */
    public DataRole voided(long atEpoch) {
        return new DataRole(Kind.VOID, atEpoch, home, null, null);
    }

    /** This role, of a copy that gives up an offer, and follows its home again once that has reopened. */
    public DataRole givenUp(long atEpoch, UUID copy) {
        return new DataRole(Kind.VOID, atEpoch, home, null, copy);
    }

    /** Whether the copy follows its home again once that has reopened. */
    public boolean isToRejoin(UUID copy) {
        return kind == Kind.VOID && home != null && copy.equals(successor);
    }

    /** Whether the copy has offered another one to take over, and does not know the outcome. */
    public boolean isUndecided() {
        return kind == Kind.CLOSED || kind == Kind.WITHDRAWN;
    }

    /** Whether this copy is to take over, or was. */
    public boolean isOfferedTo(UUID copy) {
        return isUndecided() && Optional.ofNullable(successor).equals(Optional.of(copy));
    }

    /** Such as {@code standby}. */
    public String name() {
        return kind.text();
    }

    /**
     * Reads the role. In a write transaction this is a statement of its own after the lock on the head: a statement that waited
     * for a lock sees the new version of the locked row only, and an old snapshot of all others.
     */
    public static DataRole find(Handle handle) {
        return handle.createQuery("SELECT role, epoch, home, address, successor FROM data_role")
                .map((row, context) -> new DataRole(
                        Kind.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                        row.getLong("epoch"),
                        row.getString("home"),
                        row.getString("address"),
                        row.getObject("successor", UUID.class)))
                .one();
    }

    /** Returns the id of this database among the copies of its data. No copy takes it over. */
    public static UUID copy(Handle handle) {
        return handle.createQuery("SELECT copy FROM data_role")
                .mapTo(UUID.class)
                .one();
    }

    /** Gives the database an id among the copies of its data, unless it has one. */
    static void identify(Handle handle) {
        handle.execute("UPDATE data_role SET copy = ? WHERE copy IS NULL", UUID.randomUUID());
    }

    static boolean isIdentified(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM data_role WHERE copy IS NOT NULL")
                        .mapTo(int.class)
                        .one()
                == 1;
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
                        UPDATE data_role
                        SET role = :role, epoch = :epoch, home = :home, address = :address, successor = CAST(:successor AS UUID)
                        WHERE role = :before AND epoch = :beforeEpoch
                            AND home IS NOT DISTINCT FROM CAST(:beforeHome AS VARCHAR(2000))
                            AND address IS NOT DISTINCT FROM CAST(:beforeAddress AS VARCHAR(2000))
                            AND successor IS NOT DISTINCT FROM CAST(:beforeSuccessor AS UUID)
                        """)
                        .bind("role", next.kind.text())
                        .bind("epoch", next.epoch)
                        .bind("home", next.home)
                        .bind("address", next.address)
                        .bindByType("successor", next.successor, UUID.class)
                        .bind("before", kind.text())
                        .bind("beforeEpoch", epoch)
                        .bind("beforeHome", home)
                        .bind("beforeAddress", address)
                        .bindByType("beforeSuccessor", successor, UUID.class)
                        .execute()
                == 1;
    }

    /** Returns the address of the home, if this database is not the home and knows it. */
    public Optional<String> knownHome() {
        return Optional.ofNullable(home);
    }
}

package banyan.core.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Operations on a database beyond SQL statements. Each kind of database has its own. */
public interface DatabaseControl {
    /** Returns the control that the data source unwraps to, or one that can only use its connections. */
    static DatabaseControl of(DataSource source) {
        try {
            return source.isWrapperFor(DatabaseControl.class)
                    ? source.unwrap(DatabaseControl.class)
                    : new Plain(source);
        } catch (SQLException e) {
            throw new IllegalStateException("a data source knows its type", e);
        }
    }

    /**
     * Changes the database as a whole. An embedded database changes a copy, which then replaces the original. Otherwise the
     * work runs on the database itself: it has to be one transaction, or to continue where it was interrupted.
     *
     * @param isDone returns whether an existing database needs no change
     * @param work changes the database
     * @throws StoreException if the database cannot be changed
     */
    void change(Predicate<DataSource> isDone, Consumer<DataSource> work);

    /** Returns the connections for migrations, whose statements may take long. */
    DataSource migrating();

    /** Returns why the next write would fail; empty if no reason is known. Does not use the database. */
    default Optional<String> failureReason() {
        return Optional.empty();
    }

    /**
     * Returns the current opening of a database that no other process can have open; null for one that others can change, and
     * while it has to be reopened. Does not use the database.
     */
    default @Nullable Object exclusiveOpening() {
        return null;
    }

    /** Returns whether a failure is one of the whole database, which {@link #mend} then has to reopen. */
    default boolean isBroken(Throwable failure) {
        return false;
    }

    /** Reopens a database that failed as a whole. Does nothing to one that works. */
    default void mend() {}

    /** A database that is known only by its connections. */
    record Plain(DataSource migrating) implements DatabaseControl {
        @Override
        public void change(Predicate<DataSource> isDone, Consumer<DataSource> work) {
            work.accept(migrating);
        }
    }
}

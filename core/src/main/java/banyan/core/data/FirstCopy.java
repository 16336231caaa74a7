package banyan.core.data;

import banyan.core.BoardException;
import banyan.core.database.JdbiFactory;
import banyan.core.revision.DataRole;
import banyan.core.revision.Replication;
import banyan.core.store.Migrations;
import banyan.core.store.Schema;
import banyan.core.store.StoreIdentity;
import banyan.core.transfer.ReplicaPosition;
import banyan.core.transfer.ReplicaReader;
import banyan.core.transfer.ReplicaStream;
import banyan.core.transfer.ReplicaTables;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes a database that has no data yet a standby: before its module is opened, which could not do anything without data. */
public final class FirstCopy {
    private final String module;
    private final Jdbi jdbi;

    private FirstCopy(String module, Jdbi jdbi) {
        this.module = module;
        this.jdbi = jdbi;
    }

    /**
     * Prepares the database to follow a home.
     *
     * @param home the admin address of the home
     * @return empty if the database has data already
     * @throws BoardException CONFLICT if the database has data of its own that no home has
     */
    public static Optional<FirstCopy> of(DataSource source, Schema schema, String home) {
        Migrations.migrate(source, schema);
        var jdbi = JdbiFactory.over(source);
        boolean isNeeded = jdbi.inTransaction(handle -> isNeeded(handle, schema.module(), home));
        return isNeeded ? Optional.of(new FirstCopy(schema.module(), jdbi)) : Optional.empty();
    }

    private static boolean isNeeded(Handle handle, String module, String home) {
        var role = DataRole.find(handle);
        if (StoreIdentity.find(handle).isPresent()) {
            requireCopy(role, module, home);
            return false;
        }
        role.replace(handle, DataRole.standby(role.epoch(), home, null));
        return true;
    }

    /** A home of the first epoch has never followed another one: following would lose its data. */
    private static void requireCopy(DataRole role, String module, String home) {
        if (role.kind() == DataRole.Kind.HOME && role.epoch() == 1) {
            throw new BoardException(
                    BoardException.Kind.CONFLICT,
                    "The module " + module + " has data of its own here, and cannot follow " + home
                            + "; give a --data folder or a database without data of " + module + ".");
        }
    }

    /** Returns the id of this copy. */
    public UUID copy() {
        return jdbi.withHandle(DataRole::copy);
    }

    /**
     * Takes over all data of the home: all of it, or nothing.
     *
     * @param all the changes after {@link ReplicaPosition#NONE}
     * @throws banyan.core.database.StoreException if the data do not fit
     * @throws IOException if the stream cannot be read
     */
    public void take(ReplicaStream all) throws IOException {
        jdbi.useTransaction(handle -> Replication.run(
                handle,
                module,
                standby -> ReplicaReader.apply(standby, module, new ReplicaTables(), ReplicaPosition.NONE, all)));
    }
}

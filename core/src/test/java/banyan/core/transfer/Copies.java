package banyan.core.transfer;

import banyan.core.revision.DataRole;
import banyan.core.revision.DataRole.Kind;
import banyan.core.store.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two databases of the same data, of which one follows the other, without a network between them. */
public final class Copies {
    private Copies() {}

    /** Makes a database a standby. */
    public static void follow(Database database) {
        change(database, new DataRole(Kind.STANDBY, database.role().epoch(), "http://home"));
    }

    /** Makes a standby the home. */
    public static void takeOver(Database database) {
        change(database, new DataRole(Kind.HOME, database.role().epoch() + 1, null));
    }

    private static void change(Database database, DataRole next) {
        if (!database.changeRole(database.role(), next)) {
            throw new IllegalStateException("the role has changed meanwhile");
        }
    }

    /** Brings a standby to the state of the home: with a full copy, or with what changed since the last one. */
    public static void pull(Database home, Database standby) throws IOException {
        boolean isCopy = standby.storeId().equals(home.storeId());
        var from = isCopy ? standby.read(ReplicaPosition::of) : ReplicaPosition.NONE;
        var sent = new ByteArrayOutputStream();
        home.readSnapshot(handle -> ReplicaWriter.write(handle, home.module(), from, false, sent));
        var changes = ReplicaStream.begin(new ByteArrayInputStream(sent.toByteArray()));
        standby.replicate(handle -> ReplicaReader.apply(handle, home.module(), from, changes));
    }

    /** Returns all rows of all tables, with their revisions. */
    public static SortedSet<String> rows(Database database) throws IOException {
        var sent = new ByteArrayOutputStream();
        database.readSnapshot(
                handle -> ReplicaWriter.write(handle, database.module(), ReplicaPosition.NONE, false, sent));
        return sent.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains("\"replica\":")) // the first line and the last one
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

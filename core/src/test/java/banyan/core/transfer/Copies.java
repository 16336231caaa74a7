package banyan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.revision.DataRole;
import banyan.core.revision.DataRole.Kind;
import banyan.core.store.Notes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Two databases of the same notes, of which one follows the other, without a network between them. */
public final class Copies {
    private Copies() {}

    /** Makes a database a standby. */
    public static void follow(Notes notes) {
        change(notes, new DataRole(Kind.STANDBY, notes.database().role().epoch(), "http://home"));
    }

    /** Makes a standby the home. */
    public static void takeOver(Notes notes) {
        change(notes, new DataRole(Kind.HOME, notes.database().role().epoch() + 1, null));
    }

    private static void change(Notes notes, DataRole next) {
        if (!notes.database().changeRole(notes.database().role(), next)) {
            throw new IllegalStateException("the role has changed meanwhile");
        }
    }

    /** Brings a standby to the state of the home: with a full copy, or with what changed since the last one. */
    public static void pull(Notes home, Notes standby) throws IOException {
        pull(home, standby, UnaryOperator.identity());
    }

    /** Does the same with a fault in what the home sends. */
    static void pull(Notes home, Notes standby, UnaryOperator<String> fault) throws IOException {
        pull(home, standby, fault, false);
    }

    /** Does the same, and compares all rows. */
    static void pullVerified(Notes home, Notes standby) throws IOException {
        pull(home, standby, UnaryOperator.identity(), true);
    }

    private static void pull(Notes home, Notes standby, UnaryOperator<String> fault, boolean isVerified)
            throws IOException {
        boolean isCopy = standby.data().storeId().equals(home.data().storeId());
        var from = isCopy ? standby.data().replica().position() : ReplicaPosition.NONE;
        var lines = fault.apply(sent(home, from, isVerified)).getBytes(StandardCharsets.UTF_8);
        var changes = ReplicaStream.begin(new ByteArrayInputStream(lines));
        standby.data().replica().takeChanges(from, changes);
        standby.data().replica().takeOver(changes.head());
    }

    private static String sent(Notes home, ReplicaPosition from, boolean isVerified) throws IOException {
        var sent = new ByteArrayOutputStream();
        home.data().replica().sendChanges(from, isVerified, sent);
        return sent.toString(StandardCharsets.UTF_8);
    }

    /** Both send the same lines to a new standby: each row of each table, with its revision. */
    public static void assertSame(Notes home, Notes standby) throws IOException {
        assertThat(lines(standby)).isEqualTo(lines(home));
    }

    private static SortedSet<String> lines(Notes notes) throws IOException {
        return new TreeSet<>(sent(notes, ReplicaPosition.NONE, true)
                .replace("\"role\":\"standby\"", "\"role\":\"home\"")
                .lines()
                .toList());
    }
}

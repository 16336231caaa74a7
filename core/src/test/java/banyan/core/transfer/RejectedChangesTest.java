package banyan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.store.Notes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby rejects changes that do not fit or arrive damaged, and stays as it was. */
class RejectedChangesTest extends HomeAndStandby {
    /** Each fault is found before the transaction commits, and leaves the standby as it was. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "text":"changed"         | "text":"chanGed"         | the table note has the digest
            "author":7,"id":3        | "author":7,"id":4        | the table note has the digest
            "release":7              | "release":8              | schema release 8
            "module":"notes"         | "module":"posts"         | of posts, not of notes
            "epoch":2                | "epoch":1                | epoch 1
            "row_key":"[2]"          | "row_key":"[1]"          | has the digest
            "row_key":"[2]"          | "row_key":"[2,3]"        | the key of a deleted row
            {"end"                   | {"note":{}}\\n{"end"     | a row of note has no columns
            {"end"                   | {}\\n{"end"              | one row
            """)
    void rejectsAFault(String before, String after, String message) throws IOException {
        home.database()
                .write(change -> DataRole.find(change.handle())
                        .replace(change.handle(), new DataRole(DataRole.Kind.HOME, 2, null)));
        Copies.pull(home, standby);
        var state = standby.head();
        home.execute("UPDATE note SET text = 'changed' WHERE id = 3");
        home.execute("DELETE FROM note WHERE id = 2");
        UnaryOperator<String> fault = text -> {
            assertThat(text).contains(before);
            return text.replace(before, after.replace("\\n", "\n"));
        };
        assertThatThrownBy(() -> Copies.pull(home, standby, fault))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message);
        assertThat(standby.head()).isEqualTo(state);
        Copies.pull(home, standby);
        Copies.assertSame(home, standby);
    }

    @Test
    void rejectsAnotherStoreAndAMissedRevision() throws IOException {
        Copies.pull(home, standby);
        home.add(1, "news");
        assertThatThrownBy(() -> Copies.pull(
                        home,
                        standby,
                        text -> text.replace(home.data().storeId().toString(), "00000000-0000-0000-0000-000000000001")))
                .hasMessageContaining("of the data 00000000");
        assertThatThrownBy(() -> Copies.pull(home, standby, text -> text.replaceFirst("\"after\":\\d+", "\"after\":1")))
                .hasMessageContaining("they follow revision 1");
        assertThatThrownBy(() -> Copies.pull(home, standby, text -> text.replaceAll("\"after\":\\d+", "\"after\":0")))
                .hasMessageContaining("they follow revision 0");
        assertThatThrownBy(() -> Copies.pull(home, standby, text -> text.replaceFirst("\"after\":\\d+", "\"later\":1")))
                .hasMessageContaining("after is not a number");
        assertThatThrownBy(() ->
                        Copies.pull(home, standby, text -> text.replaceFirst("\"revision\":\\d+", "\"revision\":99")))
                .hasMessageContaining("the end is not the end");
        var state = standby.data().replica().position();
        var future = new ReplicaPosition(state.store(), state.history(), 1_000_000);
        assertThatThrownBy(() -> home.data().replica().sendChanges(future, false, new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.CONFLICT));
    }

    /** A home that was restored gives the lost revisions again, for other changes. */
    @Test
    void rejectsAStateThatTheHomeHasLost() throws IOException {
        restoreHome(() -> home.execute("UPDATE note SET text = 'lost'"));
        home.execute("UPDATE note SET text = 'other'");
        assertThat(home.head()).isEqualTo(standby.head());
        assertThatThrownBy(() -> Copies.pull(home, standby))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.CONFLICT));
    }

    /** A copy of all its rows has ids in revisions that the standby knows with other rows. */
    @Test
    void continuesAfterTheIdsOfARestoredHome() throws IOException {
        restoreHome(() -> home.add(1, "lost"));
        home.execute("INSERT INTO note (id, author, text) VALUES (5000, 1, 'other')");
        home.execute("UPDATE note SET text = 'later' WHERE id = 1");
        assertThat(home.head().revision()).isGreaterThan(standby.head().revision());
        var all = new ByteArrayOutputStream();
        home.data().replica().sendChanges(ReplicaPosition.NONE, false, all);
        var replica = standby.data().replica();
        replica.takeChanges(ReplicaPosition.NONE, ReplicaStream.begin(new ByteArrayInputStream(all.toByteArray())));
        assertThat(replica.changeRole(replica.role(), DataRole.home(9))).isTrue();
        assertThat(standby.add(1, "here")).isGreaterThan(5000);
    }

    /** Lets the standby have a change that the home has no more. */
    private void restoreHome(Runnable change) throws IOException {
        home.execute("UPDATE note SET text = 'kept'");
        home.close();
        var file = Notes.path(folder.resolve("home"));
        var backup = folder.resolve("backup");
        Files.copy(file, backup);
        home = Notes.open(folder.resolve("home"), Seed.TUTORIAL);
        change.run();
        Copies.pull(home, standby);
        home.close();
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        home = Notes.open(folder.resolve("home"), Seed.TUTORIAL);
    }

    @Test
    void leavesNothingOfAStreamThatIsCut() throws IOException {
        Copies.pull(home, standby);
        var state = standby.head();
        home.add(1, "news");
        assertThatThrownBy(() -> Copies.pull(home, standby, text -> text.substring(0, text.length() - 40)))
                .isInstanceOf(StoreException.class);
        assertThat(standby.head()).isEqualTo(state);
    }
}

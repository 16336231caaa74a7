package banyan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlaces;
import banyan.core.store.NotesPlaces.Kind;
import banyan.core.store.NotesServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby is exactly one state of its home, whichever databases the two have, and rejects everything else. */
class ReplicaTest {
    @AutoClose
    private static final NotesServer SERVER = NotesServer.start();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "FILE, SERVER", "SERVER, FILE", "SERVER, SERVER"})
    void followsAllKindsOfChanges(Kind kindOfHome, Kind kindOfStandby) throws IOException {
        try (var home = open(kindOfHome, "one", Seed.TUTORIAL);
                var standby = standby(kindOfStandby)) {
            home.add(1, "before the copy");
            pull(home, standby);
            assertSame(home, standby);
            assertThat(standby.data().storeId()).isEqualTo(home.data().storeId());

            long gone = home.add(2, "to be deleted");
            home.add(3, "line\nand \"quotes\" and \uD83D\uDE00");
            pull(home, standby);
            assertSame(home, standby);

            home.execute("UPDATE note SET text = 'changed' WHERE id = 1");
            home.execute("DELETE FROM note WHERE id = " + gone);
            home.execute("INSERT INTO receipt (actor, name, request, item, body, at)"
                    + " VALUES (1, 'a \"key\"', 'r', 1, 'b', CURRENT_TIMESTAMP)");
            pull(home, standby);
            assertSame(home, standby);

            home.execute("DELETE FROM receipt");
            home.execute("INSERT INTO note (id, author, text) VALUES (" + gone + ", 9, 'the same key again')");
            pull(home, standby);
            assertSame(home, standby);
            assertThat(standby.feed()).isEqualTo(home.feed());
        }
    }

    @Test
    void changesNothingWithoutNews() throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            pull(home, standby);
            var before = revision(standby);
            pull(home, standby);
            assertThat(revision(standby)).isEqualTo(before).isEqualTo(revision(home));
        }
    }

    @Test
    void acceptsNoWrites() throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            pull(home, standby);
            assertThatThrownBy(() -> standby.add(1, "here"))
                    .isInstanceOfSatisfying(
                            BoardException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.NOT_HOME));
            assertThatThrownBy(() -> home.database().replicate(handle -> {}))
                    .hasMessageContaining("is not a standby here");
            assertSame(home, standby);
        }
    }

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
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            home.database()
                    .write(change -> DataRole.find(change.handle())
                            .replace(change.handle(), new DataRole(DataRole.Kind.HOME, 2, null)));
            pull(home, standby);
            var state = revision(standby);
            home.execute("UPDATE note SET text = 'changed' WHERE id = 3");
            home.execute("DELETE FROM note WHERE id = 2");
            UnaryOperator<String> fault = text -> {
                assertThat(text).contains(before);
                return text.replace(before, after.replace("\\n", "\n"));
            };
            assertThatThrownBy(() -> pull(home, standby, fault))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(message);
            assertThat(revision(standby)).isEqualTo(state);
            pull(home, standby);
            assertSame(home, standby);
        }
    }

    @Test
    void rejectsAnotherStoreAndAMissedRevision() throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            pull(home, standby);
            home.add(1, "news");
            assertThatThrownBy(() -> pull(
                            home,
                            standby,
                            text -> text.replace(
                                    home.data().storeId().toString(), "00000000-0000-0000-0000-000000000001")))
                    .hasMessageContaining("of the data 00000000");
            assertThatThrownBy(() -> pull(home, standby, text -> text.replaceFirst("\"after\":\\d+", "\"after\":1")))
                    .hasMessageContaining("they follow revision 1");
            assertThatThrownBy(() -> pull(home, standby, text -> text.replaceAll("\"after\":\\d+", "\"after\":0")))
                    .hasMessageContaining("they follow revision 0");
            assertThatThrownBy(() -> pull(home, standby, text -> text.replaceFirst("\"after\":\\d+", "\"later\":1")))
                    .hasMessageContaining("after is not a number");
            assertThatThrownBy(() ->
                            pull(home, standby, text -> text.replaceFirst("\"revision\":\\d+", "\"revision\":99")))
                    .hasMessageContaining("the end is not the end");
            var state = standby.data().replica().position();
            var future = new ReplicaPosition(state.store(), state.history(), 1_000_000);
            assertThatThrownBy(() -> home.data().replica().sendChanges(future, false, new ByteArrayOutputStream()))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.GONE));
        }
    }

    /** A home that was restored gives the lost revisions again, for other changes. */
    @Test
    void rejectsAStateThatTheHomeHasLost() throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL)) {
            home.execute("UPDATE note SET text = 'kept'");
        }
        var backup = folder.resolve("backup");
        Files.copy(Notes.path(folder.resolve("one")), backup);
        try (var standby = standby(Kind.FILE)) {
            try (var home = open(Kind.FILE, "one", Seed.TUTORIAL)) {
                home.execute("UPDATE note SET text = 'lost'");
                pull(home, standby);
            }
            Files.copy(backup, Notes.path(folder.resolve("one")), StandardCopyOption.REPLACE_EXISTING);
            try (var home = open(Kind.FILE, "one", Seed.TUTORIAL)) {
                home.execute("UPDATE note SET text = 'other'");
                assertThat(revision(home)).isEqualTo(revision(standby));
                assertThatThrownBy(() -> pull(home, standby))
                        .isInstanceOfSatisfying(
                                BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.GONE));
            }
        }
    }

    /** Each planted fault of the standby, where no change of the home has touched it since. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE note SET text = 'OnE' WHERE id = 1                         | key [1] differs
            DELETE FROM note WHERE id = 1                                     | key [1] is missing
            INSERT INTO note (id, author, text, revision) VALUES (77, 1, 'x', 1) | a row with the key [77]
            DELETE FROM receipt                                               | is missing here
            """)
    void namesTheRowThatDiffers(String fault, String difference) throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            home.execute("INSERT INTO receipt (actor, name, request, item, body, at)"
                    + " VALUES (1, 'key', 'r', 1, 'b', CURRENT_TIMESTAMP)");
            home.execute("DELETE FROM note WHERE id = 2");
            pull(home, standby);
            pull(home, standby, UnaryOperator.identity(), true);
            standby.database().replicate(handle -> handle.execute(fault));
            home.add(1, "news");
            assertThatThrownBy(() -> pull(home, standby, UnaryOperator.identity(), true))
                    .isInstanceOfSatisfying(
                            ReplicaDifference.class,
                            found -> assertThat(row(home, standby, found)).contains(difference));
        }
    }

    private static String row(Notes home, Notes standby, ReplicaDifference found) {
        var sent = new ByteArrayOutputStream();
        try {
            home.data().replica().sendBucket(found.table(), found.bucket(), sent);
            return standby.data().replica().find(found, new ByteArrayInputStream(sent.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The changes that the closed home offers make the standby the home, and its next id is new. */
    @ParameterizedTest
    @CsvSource({"FILE, FILE, 1", "FILE, SERVER, 1", "SERVER, FILE, 2", "SERVER, SERVER, 0"})
    void takesOver(Kind kindOfHome, Kind kindOfStandby, int notes) throws IOException {
        try (var home = open(kindOfHome, "one", Seed.TUTORIAL);
                var standby = standby(kindOfStandby)) {
            pull(home, standby);
            long last = 0;
            for (int i = 0; i < notes; i++) {
                last = home.add(1, "note " + i);
            }
            var from = home.data().replica();
            var to = standby.data().replica();
            assertThat(from.changeRole(from.role(), from.role().offeredTo(to.copy(), "http://to", "http://board")))
                    .isTrue();
            assertThatThrownBy(() -> home.add(1, "too late")).isInstanceOf(BoardException.class);
            pull(home, standby);
            assertThat(to.role()).isEqualTo(DataRole.home(from.role().epoch() + 1));
            assertThat(standby.add(1, "here")).isGreaterThan(last);
        }
    }

    @Test
    void leavesNothingOfAStreamThatIsCut() throws IOException {
        try (var home = open(Kind.FILE, "one", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            pull(home, standby);
            var state = revision(standby);
            home.add(1, "news");
            assertThatThrownBy(() -> pull(home, standby, text -> text.substring(0, text.length() - 40)))
                    .isInstanceOf(StoreException.class);
            assertThat(revision(standby)).isEqualTo(state);
        }
    }

    private Notes standby(Kind kind) {
        var standby = open(kind, "other", Seed.NONE);
        standby.database()
                .write(change -> DataRole.find(change.handle())
                        .replace(change.handle(), new DataRole(DataRole.Kind.STANDBY, 1, "http://home")));
        return standby;
    }

    private Notes open(Kind kind, String name, Seed seed) {
        return new NotesPlaces(folder, SERVER).open(kind, name, seed);
    }

    private static void pull(Notes home, Notes standby) throws IOException {
        pull(home, standby, UnaryOperator.identity());
    }

    private static void pull(Notes home, Notes standby, UnaryOperator<String> fault) throws IOException {
        pull(home, standby, fault, false);
    }

    private static void pull(Notes home, Notes standby, UnaryOperator<String> fault, boolean isVerified)
            throws IOException {
        var sent = new ByteArrayOutputStream();
        boolean isCopy = standby.data().storeId().equals(home.data().storeId());
        var from = isCopy ? standby.data().replica().position() : ReplicaPosition.NONE;
        home.data().replica().sendChanges(from, isVerified, sent);
        var lines = fault.apply(sent.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        var changes = ReplicaStream.begin(new ByteArrayInputStream(lines));
        standby.data().replica().takeChanges(from, changes);
        standby.data().replica().takeOver(changes.head());
    }

    private static WriteRevision revision(Notes notes) {
        return notes.database().read(WriteRevision::current);
    }

    /** Both send the same lines to a new standby: each row of each table, with its revision. */
    private static void assertSame(Notes home, Notes standby) throws IOException {
        assertThat(lines(standby)).isEqualTo(lines(home));
    }

    private static SortedSet<String> lines(Notes notes) throws IOException {
        var sent = new ByteArrayOutputStream();
        notes.data().replica().sendChanges(ReplicaPosition.NONE, true, sent);
        return new TreeSet<>(sent.toString(StandardCharsets.UTF_8)
                .replace("\"role\":\"standby\"", "\"role\":\"home\"")
                .lines()
                .toList());
    }
}

package banyan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.revision.DataRole;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlaces;
import banyan.core.store.NotesPlaces.Kind;
import banyan.core.store.NotesServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby is exactly one state of its home, whichever databases the two have. */
class ReplicaTest {
    @AutoClose
    private static final NotesServer SERVER = NotesServer.start();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "FILE, SERVER", "SERVER, FILE", "SERVER, SERVER"})
    void followsAllKindsOfChanges(Kind kindOfHome, Kind kindOfStandby) throws IOException {
        try (var home = open(kindOfHome, "home", Seed.TUTORIAL);
                var standby = standby(kindOfStandby)) {
            home.add(1, "before the copy");
            Copies.pull(home, standby);
            Copies.assertSame(home, standby);
            assertThat(standby.data().storeId()).isEqualTo(home.data().storeId());

            long gone = home.add(2, "to be deleted");
            home.add(3, "line\nand \"quotes\" and \uD83D\uDE00");
            Copies.pull(home, standby);
            Copies.assertSame(home, standby);

            home.execute("UPDATE note SET text = 'changed' WHERE id = 1");
            home.execute("DELETE FROM note WHERE id = " + gone);
            home.execute("INSERT INTO receipt (actor, name, request, item, body, at)"
                    + " VALUES (1, 'a \"key\"', 'r', 1, 'b', CURRENT_TIMESTAMP)");
            Copies.pull(home, standby);
            Copies.assertSame(home, standby);

            home.execute("DELETE FROM receipt");
            home.execute("INSERT INTO note (id, author, text) VALUES (" + gone + ", 9, 'the same key again')");
            Copies.pull(home, standby);
            Copies.assertSame(home, standby);
            assertThat(standby.feed()).isEqualTo(home.feed());
        }
    }

    @Test
    void changesNothingWithoutNews() throws IOException {
        try (var home = open(Kind.FILE, "home", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            Copies.pull(home, standby);
            var before = standby.head();
            Copies.pull(home, standby);
            assertThat(standby.head()).isEqualTo(before).isEqualTo(home.head());
        }
    }

    @Test
    void acceptsNoWrites() throws IOException {
        try (var home = open(Kind.FILE, "home", Seed.TUTORIAL);
                var standby = standby(Kind.FILE)) {
            Copies.pull(home, standby);
            assertThatThrownBy(() -> standby.add(1, "here"))
                    .isInstanceOfSatisfying(
                            BoardException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.NOT_HOME));
            assertThatThrownBy(() -> home.database().replicate(false, handle -> {}))
                    .hasMessageContaining("is not a standby here");
            Copies.assertSame(home, standby);
        }
    }

    /** The changes that the closed home offers make the standby the home, and its next id is new. */
    @ParameterizedTest
    @CsvSource({"FILE, FILE, 1", "FILE, SERVER, 1", "SERVER, FILE, 2", "SERVER, SERVER, 0"})
    void takesOver(Kind kindOfHome, Kind kindOfStandby, int notes) throws IOException {
        try (var home = open(kindOfHome, "home", Seed.TUTORIAL);
                var standby = standby(kindOfStandby)) {
            Copies.pull(home, standby);
            long last = 0;
            for (int i = 0; i < notes; i++) {
                last = home.add(1, "note " + i);
            }
            var from = home.data().replica();
            var to = standby.data().replica();
            assertThat(from.changeRole(from.role(), from.role().offeredTo(to.copy(), "http://to", "http://board")))
                    .isTrue();
            assertThatThrownBy(() -> home.add(1, "too late")).isInstanceOf(BoardException.class);
            Copies.pull(home, standby);
            assertThat(to.role()).isEqualTo(DataRole.home(from.role().epoch() + 1));
            assertThat(standby.add(1, "here")).isGreaterThan(last);
        }
    }

    private Notes standby(Kind kind) {
        var standby = open(kind, "standby", Seed.NONE);
        Copies.follow(standby);
        return standby;
    }

    private Notes open(Kind kind, String name, Seed seed) {
        return new NotesPlaces(folder, SERVER).open(kind, name, seed);
    }
}

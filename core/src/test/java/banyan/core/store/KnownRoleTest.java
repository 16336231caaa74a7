package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.revision.DataRole;
import banyan.core.revision.DataRole.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process knows the role of its database without a query, and learns of each change. */
class KnownRoleTest {
    private static final DataRole STANDBY = new DataRole(Kind.STANDBY, 1, "http://localhost:3900");

    private final List<DataRole> seen = new ArrayList<>();
    private Notes notes;

    @BeforeEach
    void open(@TempDir Path folder) {
        notes = Notes.open(folder, Seed.TUTORIAL);
        notes.database().addRoleListener(seen::add);
    }

    @AfterEach
    void close() {
        notes.close();
    }

    @Test
    void isKnownFromTheOpening(@TempDir Path other) {
        try (var first = Notes.open(other, Seed.NONE)) {
            assertThat(first.database().role()).isEqualTo(new DataRole(Kind.HOME, 1, null));
            assertThat(change(first.database(), STANDBY)).isTrue();
        }
        try (var again = Notes.open(other, Seed.NONE)) {
            assertThat(again.database().role()).isEqualTo(STANDBY);
        }
    }

    @Test
    void followsAChangeInThisProcess() {
        assertThat(change(notes.database(), STANDBY)).isTrue();
        assertThat(notes.database().role()).isEqualTo(STANDBY);
        var home = new DataRole(Kind.HOME, 3, null);
        assertThat(change(notes.database(), home)).isTrue();
        assertThat(seen).containsExactly(STANDBY, home);
        assertThat(notes.add(1, "at the home again")).isPositive();
    }

    @Test
    void isNotChangedIfItIsNotTheExpectedOne() {
        changeElsewhere(STANDBY);
        var home = new DataRole(Kind.HOME, 1, null);
        assertThat(notes.database().changeRole(home, new DataRole(Kind.CLOSED, 2, null)))
                .isFalse();
        assertThat(notes.database().role()).isEqualTo(STANDBY);
        assertThat(seen).containsExactly(STANDBY);
    }

    @Test
    void followsAChangeOfAnotherProcessAtARefusedWriteOrACheck() {
        changeElsewhere(STANDBY);
        assertThatThrownBy(() -> notes.add(1, "refused"))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.NOT_HOME));
        assertThat(notes.database().role()).isEqualTo(STANDBY);
        var home = new DataRole(Kind.HOME, 2, null);
        changeElsewhere(home);
        notes.database().check();
        assertThat(notes.database().role()).isEqualTo(home);
        notes.database().check();
        assertThat(seen).containsExactly(STANDBY, home);
    }

    @Test
    void followsAReplication() throws IOException {
        change(notes.database(), STANDBY);
        var later = new DataRole(Kind.STANDBY, 5, "http://localhost:3900");
        notes.database().replicate(false, handle -> STANDBY.replace(handle, later));
        assertThat(notes.database().role()).isEqualTo(later);
        assertThat(seen).containsExactly(STANDBY, later);
    }

    private static boolean change(Database database, DataRole next) {
        return database.changeRole(database.role(), next);
    }

    /** Changes the role as another process does: this one is not told. */
    private void changeElsewhere(DataRole next) {
        notes.database().read(handle -> DataRole.find(handle).replace(handle, next));
    }
}

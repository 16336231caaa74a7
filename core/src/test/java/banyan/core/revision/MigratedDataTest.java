package banyan.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.store.LaterNotes;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlace;
import banyan.core.store.NotesServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A later release migrates data with revisions, at each role, on H2 and on PostgreSQL. */
class MigratedDataTest {
    @Nested
    class InAFile extends EachDatabase {
        InAFile(@TempDir Path folder) {
            super(NotesPlace.in(folder));
        }
    }

    @Nested
    class OnAServer extends EachDatabase {
        @AutoClose
        @RegisterExtension
        private static final NotesServer SERVER = NotesServer.start();

        OnAServer() {
            super(SERVER);
        }
    }

    abstract static class EachDatabase {
        private final NotesPlace place;

        EachDatabase(NotesPlace place) {
            this.place = place;
        }

        @Test
        void marksTheRowsOfEachStatementAfterIt() {
            try (var earlier = place.open(Seed.TUTORIAL)) {
                earlier.add(1, "four");
            }
            try (var notes = LaterNotes.over(place.connections(), "later")) {
                assertThat(notes.all()).extracting(Notes.Note::text).containsExactly("one!", "three!", "four!");
                assertThat(notes.database().read(Snapshot::of).deleted()).isEmpty();
                for (var statement : new String[] {
                    "INSERT INTO note (id, author, text, pinned) VALUES (90, 1, 'new', TRUE)",
                    "UPDATE note SET pinned = TRUE WHERE id = 1",
                    "DELETE FROM note WHERE id IN (1, 90)",
                    "UPDATE note SET id = 91 WHERE id = 3",
                    "INSERT INTO tag (note, name) VALUES (3, 'new')",
                    "UPDATE tag SET name = 'other' WHERE name = 'new'",
                    "DELETE FROM tag"
                }) {
                    var before = notes.database().read(Snapshot::of);
                    notes.execute(statement);
                    var after = notes.database().read(Snapshot::of);
                    assertThat(after.changedSince(before)).as(statement).isNotEmpty();
                    assertThat(after.markedSince(before)).as(statement).isEqualTo(after.changedSince(before));
                }
                assertThatThrownBy(() -> notes.database().read(handle -> handle.execute("TRUNCATE TABLE note")))
                        .isInstanceOf(RuntimeException.class);
            }
        }

        /** A migration is not a write of the module: a copy is migrated too, and the role stays. */
        @ParameterizedTest
        @EnumSource
        void runsAtEachRole(DataRole.Kind kind) {
            var role = new DataRole(kind, 4, kind == DataRole.Kind.HOME ? null : "http://localhost:3900");
            try (var earlier = place.open(Seed.TUTORIAL)) {
                earlier.database().changeRole(earlier.database().role(), role);
            }
            try (var notes = LaterNotes.over(place.connections(), "later")) {
                assertThat(notes.all()).extracting(Notes.Note::text).containsExactly("one!", "three!");
                assertThat(notes.database().role()).isEqualTo(role);
                if (kind != DataRole.Kind.HOME) {
                    assertThatThrownBy(() -> notes.add(1, "refused"))
                            .isInstanceOfSatisfying(
                                    BoardException.class,
                                    e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.NOT_HOME));
                }
                notes.database().changeRole(role, DataRole.home(5));
                assertThat(notes.add(1, "accepted")).isPositive();
            }
        }

        /** It changes rows without giving them revisions. So each copy of the earlier release is copied anew, and none after it. */
        @Test
        void makesAllCopiesCopyAnew() {
            long known;
            try (var earlier = place.open(Seed.TUTORIAL)) {
                known = earlier.head().revision();
                earlier.database().read(handle -> {
                    DeletionHorizon.requireKnown(handle, known);
                    return known;
                });
            }
            try (var notes = LaterNotes.over(place.connections(), "later")) {
                assertThatThrownBy(() -> requireKnown(notes, known))
                        .isInstanceOfSatisfying(
                                BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.GONE));
                requireKnown(notes, notes.head().revision());
                requireKnown(notes, 0);
            }
            try (var again = LaterNotes.over(place.connections(), "later")) {
                requireKnown(again, again.head().revision());
            }
        }

        /** A home that was closed during the migration has taken no revision for it. */
        @Test
        void lastsNoLongerForAHomeThatOpensAgain() {
            var closed = new DataRole(DataRole.Kind.CLOSED, 2, "http://localhost:3900");
            try (var earlier = place.open(Seed.TUTORIAL)) {
                earlier.database().changeRole(earlier.database().role(), closed);
            }
            try (var notes = LaterNotes.over(place.connections(), "later")) {
                notes.database().changeRole(closed, DataRole.home(3));
                requireKnown(notes, notes.head().revision());
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                unkeyed     | The table visit has no primary key and more than one row
                ownrevision | The table draft has a column named revision
                """)
        void rejectsATableThatCannotHaveRevisions(String folder, String message) {
            place.open(Seed.TUTORIAL).close();
            assertThatThrownBy(
                            () -> LaterNotes.over(place.connections(), folder).close())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(message);
        }

        @Test
        void acceptsTheLongestNamesAndATableOfOneRow() {
            try (var notes = LaterNotes.over(place.connections(), "longnames")) {
                var before = notes.database().read(Snapshot::of);
                notes.execute("UPDATE setting SET name = 'changed'");
                notes.execute(
                        "INSERT INTO a_table_whose_name_is_as_long_as_postgresql_permits_it_to_be_1b (id) VALUES (1)");
                var after = notes.database().read(Snapshot::of);
                assertThat(after.markedSince(before)).contains("setting []").isEqualTo(after.changedSince(before));
                assertThatThrownBy(() -> notes.execute("INSERT INTO setting (name) VALUES ('another row')"))
                        .isInstanceOf(RuntimeException.class);
            }
        }

        private static void requireKnown(Notes notes, long after) {
            notes.database().read(handle -> {
                DeletionHorizon.requireKnown(handle, after);
                return after;
            });
        }
    }
}

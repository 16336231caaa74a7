package banyan.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.database.server.SessionSettings;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlace;
import banyan.core.store.NotesServer;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The number of kept deletions has a bound, and the horizon says which of them are known. */
class DeletionHorizonTest {
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
        void isTheNewestRevisionWithAForgottenDeletion() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var deletions = new long[10];
                for (int i = 0; i < deletions.length; i++) {
                    deletions[i] = delete(notes, 1);
                }
                forget(notes, 4, 100);
                assertThat(kept(notes)).containsExactly(deletions[6], deletions[7], deletions[8], deletions[9]);
                assertThat(notes.database().read(DeletionHorizon::find)).isEqualTo(deletions[5]);
                assertKnown(notes, deletions[5]);
                assertKnown(notes, 0);
                assertThatThrownBy(() -> assertKnown(notes, deletions[5] - 1))
                        .isInstanceOfSatisfying(
                                BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.GONE));
            }
        }

        /** One transaction forgets a part, because others wait. A revision is known as a whole or not at all. */
        @Test
        void movesInSteps() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                long first = delete(notes, 3);
                long second = delete(notes, 3);
                long third = delete(notes, 1);
                forget(notes, 1, 2);
                assertThat(kept(notes)).containsExactly(second, second, second, third);
                assertThat(notes.database().read(DeletionHorizon::find)).isEqualTo(first);
                forget(notes, 1, 2);
                assertThat(kept(notes)).containsExactly(third);
                forget(notes, 1, 2);
                assertThat(kept(notes)).containsExactly(third);
                assertThat(notes.database().read(DeletionHorizon::find)).isEqualTo(second);
            }
        }

        /** Now and then: each write transaction would be slower if each counted them. */
        @Test
        void isMovedByTheWritesOfTheModule() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                notes.database().write(change -> change.handle().execute("""
                        INSERT INTO deleted_row (table_name, row_key, revision)
                        SELECT 'note', '[' || position || ']', 3
                        FROM %s""".formatted(numbers(change.handle()))));
                for (int i = 0; i < 1_100; i++) {
                    notes.execute("UPDATE note SET author = author + 1 WHERE id = 1");
                }
                assertThat(kept(notes)).hasSizeLessThanOrEqualTo(DeletionHorizon.KEPT);
                assertThat(notes.database().read(DeletionHorizon::find)).isEqualTo(3);
            }
        }

        private static String numbers(Handle handle) {
            return (SessionSettings.isOf(handle)
                            ? "generate_series(1, %d) AS numbers (position)"
                            : "(SELECT x AS position FROM SYSTEM_RANGE(1, %d)) numbers")
                    .formatted(DeletionHorizon.KEPT + 1);
        }

        /** Writes and deletes notes, and returns the revision of the deletion. */
        private static long delete(Notes notes, int number) {
            for (int i = 0; i < number; i++) {
                notes.add(99, "to be deleted");
            }
            return notes.database().write(change -> {
                change.handle().execute("DELETE FROM note WHERE author = 99");
                return change.revision();
            });
        }

        private static void forget(Notes notes, int kept, int atOnce) {
            notes.database().write(change -> {
                DeletionHorizon.aim(change.handle(), kept);
                DeletionHorizon.step(change.handle(), atOnce);
                return kept;
            });
        }

        private static List<Long> kept(Notes notes) {
            return notes.database()
                    .read(handle -> handle.select("SELECT revision FROM deleted_row ORDER BY revision")
                            .mapTo(Long.class)
                            .list());
        }

        private static void assertKnown(Notes notes, long after) {
            notes.database().read(handle -> {
                DeletionHorizon.requireKnown(handle, after);
                return after;
            });
        }
    }
}

package banyan.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.data.ModuleStore;
import banyan.core.database.DatabaseException;
import banyan.core.idempotency.IdempotencyRecords;
import banyan.core.idempotency.StoredResponse;
import banyan.core.store.Notes;
import banyan.core.store.NotesPlace;
import banyan.core.store.NotesServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each changed row has the revision of its change, whatever statement changed it, on H2 and on PostgreSQL. */
class RevisionTrackingTest {
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

        /** As an earlier program does, or an operator. */
        @Test
        void givesARevisionToATransactionThatTakesNone() {
            try (var notes = SERVER.open(Seed.TUTORIAL)) {
                var before = EachDatabase.snapshot(notes);
                notes.database().read(handle -> {
                    handle.useTransaction(transaction -> {
                        transaction.execute("UPDATE note SET text = 'by hand' WHERE id = 1");
                        transaction.execute("DELETE FROM note WHERE id = 2");
                    });
                    return handle.execute("UPDATE note SET text = 'again' WHERE id = 3");
                });
                var after = EachDatabase.snapshot(notes);
                assertThat(after.revision()).isEqualTo(before.revision() + 2);
                assertThat(after.markedSince(before))
                        .isEqualTo(after.changedSince(before))
                        .hasSize(3);
                assertThat(after.rows().get("note [1]").revision()).isEqualTo(before.revision() + 1);
            }
        }

        @Test
        void rejectsSuchATransactionUnlessItIsTheHome() {
            try (var notes = SERVER.open(Seed.TUTORIAL)) {
                var home = notes.database().read(DataRole::find);
                notes.database()
                        .write(change -> home.replace(
                                change.handle(), new DataRole(DataRole.Kind.STANDBY, 2, "http://localhost:3901")));
                var before = EachDatabase.snapshot(notes);
                assertThatThrownBy(() -> notes.database()
                                .read(handle -> handle.execute("UPDATE note SET text = 'by hand' WHERE id = 1")))
                        .isInstanceOfSatisfying(
                                BoardException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
                assertThat(EachDatabase.snapshot(notes)).isEqualTo(before);
            }
        }
    }

    abstract static class EachDatabase {
        private final NotesPlace place;

        EachDatabase(NotesPlace place) {
            this.place = place;
        }

        @Test
        void marksTheRowsOfEachKindOfStatement() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var first = notes.add(1, "first");
                for (var statement : new String[] {
                    "UPDATE note SET text = 'changed' WHERE id = " + first,
                    "UPDATE note SET author = author + 1",
                    "INSERT INTO note (id, author, text) VALUES (90, 1, 'with an id'), (91, 1, 'another')",
                    "INSERT INTO receipt (actor, name, request, item, body, at)"
                            + " VALUES (1, 'a \"name\"', 'r', 1, 'b', CURRENT_TIMESTAMP)",
                    "DELETE FROM note WHERE id IN (90, " + first + ")",
                    "DELETE FROM receipt",
                    "UPDATE note SET id = id + 1000 WHERE author = 8",
                    "UPDATE note SET id = id + 1000, text = 'moved'",
                    "INSERT INTO note (id, author, text) VALUES (90, 1, 'again')",
                    "DELETE FROM note"
                }) {
                    var before = snapshot(notes);
                    notes.execute(statement);
                    var after = snapshot(notes);
                    assertThat(after.revision()).isEqualTo(before.revision() + 1);
                    assertThat(after.changedSince(before)).as(statement).isNotEmpty();
                    assertThat(after.markedSince(before)).as(statement).isEqualTo(after.changedSince(before));
                }
            }
        }

        /** It fires no trigger for a row, and H2 fires none at all. */
        @Test
        void rejectsATruncate() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                for (var table : List.of("note", "receipt", "feed")) {
                    assertThatThrownBy(() -> notes.database().read(handle -> handle.execute("TRUNCATE TABLE " + table)))
                            .isInstanceOf(DatabaseException.class);
                }
                assertThat(notes.all()).hasSize(3);
            }
        }

        @Test
        void marksTheRecordOfAnIdempotencyKeyAndTheEntryOfTheFeed() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var before = snapshot(notes);
                new IdempotencyRecords(notes.database()).once(1, Optional.of("key"), "request", change -> {
                    change.record("changed", 1, null);
                    return new StoredResponse(1, "{}");
                });
                var after = snapshot(notes);
                assertThat(after.changedSince(before)).anyMatch(key -> key.startsWith("receipt [1,\"key\"]"));
                assertThat(after.markedSince(before)).isEqualTo(after.changedSince(before));
            }
        }

        @Test
        void rollsARevisionBackWithItsTransaction() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var before = snapshot(notes);
                assertThatThrownBy(() -> notes.database().write(change -> {
                            Notes.insert(change, 1, "lost");
                            throw new IllegalStateException("rolled back");
                        }))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(snapshot(notes).revision()).isEqualTo(before.revision());
                assertThat(snapshot(notes).markedSince(before)).isEmpty();
            }
        }

        @Test
        void keepsTheRevisionsOfAnOriginal() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                notes.database().write(change -> {
                    var replication = Replication.begin(change.handle());
                    change.handle().execute("INSERT INTO note (id, author, text, revision) VALUES (90, 1, 'copy', 77)");
                    change.handle().execute("UPDATE note SET text = 'copied', revision = 78 WHERE id = 1");
                    change.handle().execute("DELETE FROM note WHERE id = 2");
                    replication.close();
                    return null;
                });
                var after = snapshot(notes);
                assertThat(after.rows().get("note [90]").revision()).isEqualTo(77);
                assertThat(after.rows().get("note [1]").revision()).isEqualTo(78);
                assertThat(after.deleted()).doesNotContainKey("note [2]");
                notes.execute("DELETE FROM note WHERE id = 3");
                assertThat(snapshot(notes).deleted()).containsKey("note [3]");
            }
        }

        @Test
        void acceptsNoWriteUnlessItIsTheHome() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var home = notes.database().read(DataRole::find);
                assertThat(home).isEqualTo(new DataRole(DataRole.Kind.HOME, 1, null));
                var closed = new DataRole(DataRole.Kind.CLOSED, 2, "http://localhost:3901");
                notes.database().write(change -> home.replace(change.handle(), closed));
                var before = snapshot(notes);
                assertThatThrownBy(() -> notes.add(1, "late"))
                        .isInstanceOfSatisfying(
                                BoardException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.NOT_HOME))
                        .hasMessageContaining("http://localhost:3901");
                assertThat(snapshot(notes)).isEqualTo(before);
                assertThat(notes.database().failureReason()).isEmpty();
            }
        }

        @Test
        void opensAgainAsAStandby() {
            try (var notes = place.open(Seed.TUTORIAL)) {
                var home = notes.database().read(DataRole::find);
                notes.database()
                        .write(change -> home.replace(change.handle(), new DataRole(DataRole.Kind.STANDBY, 2, null)));
                var source = notes.connections().dataSource();
                var again =
                        ModuleStore.open(source, Notes.SCHEMA, Seed.TUTORIAL).database();
                assertThatThrownBy(() -> again.write(change -> null)).isInstanceOf(BoardException.class);
                again.check();
                assertThat(again.failureReason()).isEmpty();
            }
        }

        /** One moment for all tables, also for those that are read late. */
        @Test
        void readsOneMomentInASnapshot() throws Exception {
            try (var notes = place.open(Seed.TUTORIAL)) {
                notes.database().readSnapshot(handle -> {
                    long revision = WriteRevision.current(handle).revision();
                    CompletableFuture.runAsync(() -> notes.add(1, "meanwhile")).join();
                    assertThat(handle.select("SELECT MAX(revision) FROM note")
                                    .mapTo(long.class)
                                    .one())
                            .isLessThanOrEqualTo(revision);
                });
            }
        }

        static Snapshot snapshot(Notes notes) {
            return notes.database().read(Snapshot::of);
        }
    }
}

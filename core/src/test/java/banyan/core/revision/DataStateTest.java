package banyan.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.DataState;
import banyan.core.Seed;
import banyan.core.store.Notes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of data in a file changes before the writer learns of the change, and is unknown while other threads may see it. */
class DataStateTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 25;

    @TempDir
    private Path folder;

    @Test
    void isTheSameAsLongAsNothingChanges() {
        try (var notes = open("notes")) {
            var state = known(notes);
            assertThat(notes.all()).isEmpty();
            assertThat(notes.data().knownState()).contains(state);
            assertThat(notes.data().state()).contains(state);
        }
    }

    @Test
    void isAnotherOneAfterEachChange() throws Exception {
        try (var notes = open("notes");
                var empty = open("other")) {
            var states = new ArrayList<>(List.of(known(notes)));
            notes.add(1, "one");
            states.add(known(notes));
            var role = notes.database().role();
            assertThat(notes.database().changeRole(role, DataRole.standby(role.epoch(), "http://home", null)))
                    .isTrue();
            states.add(known(notes));
            notes.database().replicate(false, handle -> handle.execute("DELETE FROM note"));
            states.add(known(notes));
            assertThat(states).doesNotHaveDuplicates();

            var before = known(empty);
            var export = new ByteArrayOutputStream();
            notes.data().exportTo(export, false);
            empty.data().importFrom(new ByteArrayInputStream(export.toByteArray()), false);
            assertThat(known(empty)).isNotEqualTo(before);
        }
    }

    @Test
    void isUnknownUntilTheWriterLearnsOfItsCommit() {
        try (var notes = open("notes")) {
            var seen = new ArrayList<Optional<DataState>>();
            var before = known(notes);
            notes.database().write(transaction -> {
                Notes.insert(transaction, 1, "one");
                seen.add(notes.data().knownState());
                transaction.handle().afterCommit(() -> seen.add(notes.data().knownState()));
                return 1;
            });
            assertThat(seen).containsExactly(Optional.of(before), Optional.empty());
            assertThat(known(notes)).isNotEqualTo(before);
        }
    }

    @Test
    void isGoneForEachOfManyWritersThatShareCommits() throws Exception {
        try (var notes = open("notes")) {
            var threads = Executors.newFixedThreadPool(WRITERS);
            Callable<Long> writing = () -> staleStates(notes);
            for (var writer : threads.invokeAll(Collections.nCopies(WRITERS, writing))) {
                assertThat(writer.get()).isZero();
            }
            threads.shutdown();
            assertThat(notes.all()).hasSize(WRITERS * WRITES);
        }
    }

    /** Returns how often a state from before a write was still known after it. */
    private static long staleStates(Notes notes) {
        return IntStream.range(0, WRITES)
                .filter(i -> {
                    var before = notes.data().knownState();
                    notes.add(1, "note");
                    return before.isPresent() && before.equals(notes.data().knownState());
                })
                .count();
    }

    @Test
    void isTheSameAfterWorkThatFailedBeforeItsCommit() {
        try (var notes = open("notes")) {
            var state = known(notes);
            assertThatThrownBy(() -> notes.database().write(transaction -> {
                        Notes.insert(transaction, 1, "one");
                        throw new IllegalStateException("thought better of it");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(notes.data().knownState()).contains(state);
        }
    }

    @Test
    void isAnotherOneAfterACommitWithAnUnknownOutcome() {
        try (var notes = open("notes")) {
            var state = known(notes);
            assertThatThrownBy(() -> notes.database().write(transaction -> {
                        transaction.handle().afterCommit(() -> {
                            throw new IllegalStateException("the connection breaks");
                        });
                        return Notes.insert(transaction, 1, "one");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(known(notes)).isNotEqualTo(state);
        }
    }

    @Test
    void isUnknownInABrokenFileAndAnotherOneAfterItWasReopened() {
        try (var notes = open("notes")) {
            var state = known(notes);
            assertThatThrownBy(() -> notes.database().read(handle -> {
                        handle.execute("SHUTDOWN IMMEDIATELY");
                        return handle.execute("SELECT 1");
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(notes.data().knownState()).isEmpty();
            notes.data().check();
            assertThat(known(notes)).isNotEqualTo(state);
        }
    }

    private Notes open(String name) {
        return Notes.open(folder.resolve(name), Seed.NONE);
    }

    private static DataState known(Notes notes) {
        return notes.data().knownState().orElseThrow();
    }
}

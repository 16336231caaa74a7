package banyan.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.DataState;
import banyan.core.Seed;
import banyan.core.store.Notes;
import banyan.core.store.NotesServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The state of data on a server, which several processes and operators change. */
class SharedStateTest {
    @AutoClose
    private final NotesServer server = NotesServer.start();

    @Test
    void isReadAndIsTheSameInEachProcess() {
        try (var one = server.open(Seed.NONE);
                var other = server.open(Seed.NONE)) {
            assertThat(one.data().knownState()).isEmpty();
            assertThat(state(one)).isEqualTo(state(one)).isEqualTo(state(other));
        }
    }

    @Test
    void isAnotherOneAfterEachChangeByAnyProcess() throws Exception {
        try (var one = server.open(Seed.NONE);
                var other = server.open(Seed.NONE)) {
            var states = new ArrayList<>(List.of(state(one)));
            var export = new ByteArrayOutputStream();
            one.data().exportTo(export, false);
            other.data().importFrom(new ByteArrayInputStream(export.toByteArray()), false);
            states.add(state(one));
            other.add(1, "one");
            states.add(state(one));
            one.add(1, "two");
            states.add(state(one));
            server.execute("UPDATE notes.note SET text = 'by hand' WHERE text = 'one'");
            states.add(state(one));
            server.execute("DELETE FROM notes.note");
            states.add(state(one));
            assertThat(states).doesNotHaveDuplicates();
        }
    }

    /** A restore sets the head back, and later writes get the same numbers as those that are lost. */
    @Test
    void isAnotherOneIfARevisionIsGivenAgain() {
        try (var notes = server.open(Seed.NONE)) {
            notes.add(1, "one");
            notes.add(1, "lost");
            var lost = state(notes);
            long revision = notes.head().revision();
            server.execute("UPDATE notes.feed_head SET revision = revision - 1");
            notes.add(1, "other");
            assertThat(notes.head().revision()).isEqualTo(revision);
            assertThat(state(notes)).isNotEqualTo(lost);
        }
    }

    private static DataState state(Notes notes) {
        return notes.data().state().orElseThrow();
    }
}

package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again. */
class ReceiptsTest {
    private static final Optional<String> KEY = Optional.of("key");

    private Notes notes;
    private Receipts receipts;

    @BeforeEach
    void open(@TempDir Path folder) {
        notes = Notes.open(folder, Seed.NONE);
        receipts = new Receipts(notes.database());
    }

    @AfterEach
    void close() {
        notes.close();
    }

    @Test
    void doesItOnceAndAnswersTheSame() {
        var first = add(1, "text");
        assertThat(add(1, "text")).isEqualTo(first);
        assertThat(receipts.earlier(1, KEY, "text")).contains(first);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void takesTheSameKeyOfAnotherActorForAnotherRequest() {
        assertThat(add(1, "text")).isNotEqualTo(add(2, "text"));
        assertThat(notes.all()).hasSize(2);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        add(1, "text");
        assertThatThrownBy(() -> add(1, "other"))
                .isInstanceOf(BoardException.class)
                .hasMessageContaining("another request");
    }

    @Test
    void forgetsWhatIsDeletedAndDoesNotMakeItAgain() {
        var item = add(1, "regretted").item();
        notes.database().write(change -> {
            change.handle().execute("DELETE FROM note WHERE id = ?", item);
            change.record(Feed.Entry.DELETED, item, null);
            return item;
        });
        assertThatThrownBy(() -> add(1, "regretted"))
                .isInstanceOf(BoardException.class)
                .hasMessageContaining("deleted");
        assertThat(notes.all()).isEmpty();
        assertThat(notes.database()
                        .<String>read(handle -> handle.select("SELECT body FROM receipt")
                                .mapTo(String.class)
                                .one()))
                .isEmpty();
    }

    private Receipt add(long actor, String text) {
        return receipts.once(actor, KEY, text, change -> new Receipt(Notes.insert(change, actor, text), text));
    }
}

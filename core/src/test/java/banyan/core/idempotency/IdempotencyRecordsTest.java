package banyan.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.Seed;
import banyan.core.store.Notes;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again. */
class IdempotencyRecordsTest {
    private static final Optional<String> KEY = Optional.of("key");

    private Notes notes;
    private IdempotencyRecords receipts;

    @BeforeEach
    void open(@TempDir Path folder) {
        notes = Notes.open(folder, Seed.NONE);
        receipts = new IdempotencyRecords(notes.database());
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

    @Test
    void keepsARequestForADay() {
        var first = add(1, "text");
        age("1435 minutes");
        assertThat(add(1, "text")).isEqualTo(first);
        age("10 minutes");
        assertThat(receipts.earlier(1, KEY, "text")).isEmpty();
        assertThat(add(1, "text").item()).isNotEqualTo(first.item());
        assertThat(receipts.earlier(1, KEY, "text")).isPresent();
    }

    /** However many there are by then, as after a busy day: others wait for their turn to write meanwhile. */
    @Test
    void forgetsOldRequestsAFewAtATimeAndTheirKeysAtOnce() {
        for (int key = 0; key < 50; key++) {
            add(1, "key " + key, "text");
        }
        age("25 hours");
        assertThat(add(1, "key 49", "another text").body()).isEqualTo("another text");
        assertThat(kept()).isBetween(25L, 45L);
        for (int key = 0; kept() > 3 && key < 10; key++) {
            add(2, "key " + key, "text");
        }
        assertThat(kept()).isLessThan(10);
    }

    /** Puts all of them back in time. */
    private void age(String by) {
        notes.execute("UPDATE receipt SET at = at - INTERVAL '" + by.split(" ")[0] + "' "
                + by.split(" ")[1].replaceFirst("s$", ""));
    }

    private long kept() {
        return notes.database()
                .read(handle -> handle.select("SELECT COUNT(*) FROM receipt")
                        .mapTo(long.class)
                        .one());
    }

    private StoredResponse add(long actor, String key, String text) {
        return receipts.once(
                actor, Optional.of(key), text, change -> new StoredResponse(Notes.insert(change, actor, text), text));
    }

    private StoredResponse add(long actor, String text) {
        return receipts.once(actor, KEY, text, change -> new StoredResponse(Notes.insert(change, actor, text), text));
    }
}

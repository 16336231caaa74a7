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
    private IdempotencyRecords records;

    @BeforeEach
    void open(@TempDir Path folder) {
        notes = Notes.open(folder, Seed.NONE);
        records = new IdempotencyRecords(notes.database());
    }

    @AfterEach
    void close() {
        notes.close();
    }

    @Test
    void executesARequestOnceAndRepeatsTheResponse() {
        var first = add(1, "text");
        assertThat(add(1, "text")).isEqualTo(first);
        assertThat(records.earlier(1, KEY, "text")).contains(first);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void separatesTheKeysOfActors() {
        assertThat(add(1, "text")).isNotEqualTo(add(2, "text"));
        assertThat(notes.all()).hasSize(2);
    }

    @Test
    void rejectsTheKeyForAnotherRequest() {
        add(1, "text");
        assertThatThrownBy(() -> add(1, "other"))
                .isInstanceOf(BoardException.class)
                .hasMessageContaining("another request");
    }

    @Test
    void erasesTheResponseOfADeletedItemAndDoesNotCreateItAgain() {
        var item = add(1, "regretted").item();
        notes.database().write(transaction -> {
            transaction.handle().execute("DELETE FROM note WHERE id = ?", item);
            transaction.record(Feed.Entry.DELETED, item, null);
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
        assertThat(records.earlier(1, KEY, "text")).isEmpty();
        assertThat(add(1, "text").item()).isNotEqualTo(first.item());
        assertThat(records.earlier(1, KEY, "text")).isPresent();
    }

    /** There may be many old records, as after a busy day. Other writers wait, so each write deletes few. */
    @Test
    void deletesOldRecordsInSmallStepsAndReusesTheirKeysAtOnce() {
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

    /** Makes all records older. */
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
        return records.once(
                actor,
                Optional.of(key),
                text,
                transaction -> new StoredResponse(Notes.insert(transaction, actor, text), text));
    }

    private StoredResponse add(long actor, String text) {
        return records.once(
                actor, KEY, text, transaction -> new StoredResponse(Notes.insert(transaction, actor, text), text));
    }
}

package banyan.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which users may write which threads. */
class ThreadServiceTest {
    private OpenThreads threads;

    @BeforeEach
    void open(@TempDir Path folder) {
        threads = OpenThreads.in(folder);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void createsAThreadOnceForAllRetries() {
        var key = Optional.of("key");
        var first = threads.service().create(7, key, new ThreadTitle("title"));
        assertThat(first.body())
                .startsWith("{\"id\":101,\"title\":\"title\",\"createdBy\":7,\"createdAt\":\"2")
                .endsWith("Z\",\"postCount\":0,\"lastPostAt\":null}");
        assertThat(threads.service().create(7, key, new ThreadTitle("title"))).isEqualTo(first);
        assertFails(Kind.CONFLICT, () -> threads.service().create(7, key, new ThreadTitle("another")));
        assertThat(threads.feed()).containsExactly("created 101");
    }

    @Test
    void givesARetryTheSameResponseWhenTheAllowanceIsUsedUp() {
        var key = Optional.of("key");
        var first = threads.service().create(7, key, new ThreadTitle("title"));
        useUp(7, "x".repeat(1 << 20));
        useUp(7, "");
        assertFails(Kind.TOO_MANY, () -> threads.service().create(7, Optional.of("new"), new ThreadTitle("title")));
        assertThat(threads.service().create(7, key, new ThreadTitle("title"))).isEqualTo(first);
        assertFails(Kind.CONFLICT, () -> threads.service().create(7, key, new ThreadTitle("another")));
    }

    private void useUp(long user, String text) {
        assertFails(Kind.TOO_MANY, () -> {
            while (true) {
                threads.service().allowance().take(user, text);
            }
        });
    }

    @Test
    void letsItsOwnerRenameAndDeleteIt() {
        long id = threads.create(7);
        assertThat(threads.service().rename(7, id, null, new ThreadTitle("new")))
                .isEqualTo(threads.thread(id));
        threads.service().delete(7, id, null);
        assertThat(threads.store().find(id)).isEmpty();
        assertThat(threads.feed()).containsExactly("created 101", "changed 101", "deleted 101");
    }

    @Test
    void checksThatTheThreadExistsBeforeTheRoleOfAnotherUser() {
        long id = threads.create(7);
        assertFails(Kind.UNAVAILABLE, () -> threads.service().delete(8, id, null));
        assertFails(Kind.NOT_FOUND, () -> threads.service().delete(8, id + 1, null));
    }

    @Test
    void keepsTheVersionWhenAPostIsAdded() {
        long id = threads.create(7);
        threads.apply(Entry.CREATED, 1, id, Instant.EPOCH);
        threads.service().rename(7, id, "\"1.0.b\"", new ThreadTitle("second"));
        assertFails(Kind.STALE, () -> threads.service().rename(7, id, "\"1.1.b\"", new ThreadTitle("third")));
        assertThat(threads.thread(id).title()).isEqualTo("second");
    }

    @Test
    void rejectsATitleOver200Characters() {
        assertThat(new ThreadTitle("é".repeat(200)).title()).hasSize(200);
        assertFails(Kind.INVALID, () -> new ThreadTitle("é".repeat(201)));
        assertFails(Kind.INVALID, () -> new ThreadTitle(" "));
        assertFails(Kind.INVALID, () -> new ThreadTitle(null));
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

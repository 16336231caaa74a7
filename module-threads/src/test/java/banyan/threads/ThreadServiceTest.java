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

/** Who may write which threads. */
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
    void beginsAThreadOnceHoweverOftenItIsAsked() {
        var key = Optional.of("key");
        var first = threads.threading().begin(7, key, new ThreadTitle("title"));
        assertThat(first.body())
                .startsWith("{\"id\":101,\"title\":\"title\",\"createdBy\":7,\"createdAt\":\"2")
                .endsWith("Z\",\"postCount\":0,\"lastPostAt\":null}");
        assertThat(threads.threading().begin(7, key, new ThreadTitle("title"))).isEqualTo(first);
        fails(Kind.CONFLICT, () -> threads.threading().begin(7, key, new ThreadTitle("another")));
        assertThat(threads.feed()).containsExactly("created 101");
    }

    @Test
    void givesTheSameResponseToARetryOfOneWhoMayWriteNoMore() {
        var key = Optional.of("key");
        var first = threads.threading().begin(7, key, new ThreadTitle("title"));
        takeUntilRefused(7, "x".repeat(1 << 20));
        takeUntilRefused(7, "");
        fails(Kind.TOO_MANY, () -> threads.threading().begin(7, Optional.of("new"), new ThreadTitle("title")));
        assertThat(threads.threading().begin(7, key, new ThreadTitle("title"))).isEqualTo(first);
        fails(Kind.CONFLICT, () -> threads.threading().begin(7, key, new ThreadTitle("another")));
    }

    private void takeUntilRefused(long user, String text) {
        fails(Kind.TOO_MANY, () -> {
            while (true) {
                threads.threading().allowance().take(user, text);
            }
        });
    }

    @Test
    void letsItsAuthorRenameAndDeleteIt() {
        long id = threads.begin(7);
        assertThat(threads.threading().rename(7, id, null, new ThreadTitle("new")))
                .isEqualTo(threads.thread(id));
        threads.threading().delete(7, id, null);
        assertThat(threads.store().find(id)).isEmpty();
        assertThat(threads.feed()).containsExactly("created 101", "changed 101", "deleted 101");
    }

    @Test
    void asksWhetherAStrangerModeratesAfterItKnowsThatThereIsSuchAThread() {
        long id = threads.begin(7);
        fails(Kind.UNAVAILABLE, () -> threads.threading().delete(8, id, null));
        fails(Kind.NOT_FOUND, () -> threads.threading().delete(8, id + 1, null));
    }

    @Test
    void doesNotLetAPostSpoilAnEdit() {
        long id = threads.begin(7);
        threads.hear(Entry.CREATED, 1, id, Instant.EPOCH);
        threads.threading().rename(7, id, "\"1.0.b\"", new ThreadTitle("second"));
        fails(Kind.STALE, () -> threads.threading().rename(7, id, "\"1.1.b\"", new ThreadTitle("third")));
        assertThat(threads.thread(id).title()).isEqualTo("second");
    }

    @Test
    void refusesATitleOver200Characters() {
        assertThat(new ThreadTitle("é".repeat(200)).title()).hasSize(200);
        fails(Kind.INVALID, () -> new ThreadTitle("é".repeat(201)));
        fails(Kind.INVALID, () -> new ThreadTitle(" "));
        fails(Kind.INVALID, () -> new ThreadTitle(null));
    }

    private static void fails(Kind kind, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

package banyan.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the cached existence of a thread while the module threads is unavailable. */
class KnownThreadsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final AtomicReference<Optional<BoardException>> failure = new AtomicReference<>(Optional.empty());
    private final OtherModules others = new OtherModules(99, () -> failure.get().ifPresent(KnownThreadsTest::fail));
    private final KnownThreads known = new KnownThreads(others::threads, now::get);

    @Test
    void isValidForAMinute() {
        assertThat(known.contains(1)).isTrue();
        makeThreadsUnavailable();
        now.addAndGet(KnownThreads.LIFETIME.toNanos());
        assertThat(known.contains(1)).isTrue();
        now.incrementAndGet();
        assertUnavailable(1);
    }

    @Test
    void isNotKeptForMissingOrUncheckedThreads() {
        assertThat(known.contains(OtherModules.FIRST_MISSING_THREAD)).isFalse();
        makeThreadsUnavailable();
        assertUnavailable(OtherModules.FIRST_MISSING_THREAD);
        assertUnavailable(2);
    }

    @Test
    void isForgottenWithTheThread() {
        assertThat(known.contains(1)).isTrue();
        assertThat(known.contains(2)).isTrue();
        known.forget(1);
        makeThreadsUnavailable();
        assertUnavailable(1);
        assertThat(known.contains(2)).isTrue();
    }

    @Test
    void hidesNoOtherFailure() {
        assertThat(known.contains(1)).isTrue();
        failure.set(Optional.of(new BoardException(Kind.TOO_MANY, "planted")));
        assertThatThrownBy(() -> known.contains(1)).hasMessage("planted");
    }

    @Test
    void isKeptForTheThreadsThatWereUsedLast() {
        LongStream.range(-KnownThreads.CAPACITY, 0).forEach(known::contains);
        assertThat(known.contains(-KnownThreads.CAPACITY)).isTrue();
        assertThat(known.contains(1)).isTrue();
        makeThreadsUnavailable();
        assertThat(known.contains(-KnownThreads.CAPACITY)).isTrue();
        assertThat(known.contains(1)).isTrue();
        assertUnavailable(1 - KnownThreads.CAPACITY);
    }

    @Test
    void letsUsersPostWhileThreadsIsUnavailable(@TempDir Path folder) {
        try (var posts = OpenPosts.in(folder, others)) {
            posts.post(7, 1);
            posts.post(7, 2);
            makeThreadsUnavailable();
            posts.post(7, 1);
            posts.deleteThread(2);
            assertThatThrownBy(() -> posts.post(7, 2))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
            assertThatThrownBy(() -> posts.post(7, 3)).hasMessage("threads is unavailable");
        }
    }

    private void makeThreadsUnavailable() {
        failure.set(Optional.of(new BoardException(Kind.UNAVAILABLE, "threads is unavailable")));
    }

    private void assertUnavailable(long id) {
        assertThatThrownBy(() -> known.contains(id)).hasMessage("threads is unavailable");
    }

    private static void fail(BoardException failure) {
        throw failure;
    }
}

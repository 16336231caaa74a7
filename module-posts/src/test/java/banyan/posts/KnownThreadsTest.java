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

/** What is known of a thread while threads cannot be asked. */
class KnownThreadsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final AtomicReference<Optional<BoardException>> failure = new AtomicReference<>(Optional.empty());
    private final Neighbours neighbours = new Neighbours(99, () -> failure.get().ifPresent(KnownThreadsTest::fail));
    private final KnownThreads known = new KnownThreads(neighbours::threads, now::get);

    @Test
    void countsForAMinute() {
        assertThat(known.contains(1)).isTrue();
        lose();
        now.addAndGet(KnownThreads.KEPT.toNanos());
        assertThat(known.contains(1)).isTrue();
        now.incrementAndGet();
        isUnknown(1);
    }

    @Test
    void isNothingOfWhatIsNotThereOrWasNeverAskedFor() {
        assertThat(known.contains(Neighbours.NO_THREAD)).isFalse();
        lose();
        isUnknown(Neighbours.NO_THREAD);
        isUnknown(2);
    }

    @Test
    void isForgottenWithTheThread() {
        assertThat(known.contains(1)).isTrue();
        assertThat(known.contains(2)).isTrue();
        known.forget(1);
        lose();
        isUnknown(1);
        assertThat(known.contains(2)).isTrue();
    }

    @Test
    void hidesNoOtherFailure() {
        assertThat(known.contains(1)).isTrue();
        failure.set(Optional.of(new BoardException(Kind.TOO_MANY, "planted")));
        assertThatThrownBy(() -> known.contains(1)).hasMessage("planted");
    }

    @Test
    void isOfTheThreadsThatWereUsedLast() {
        LongStream.range(-KnownThreads.MOST, 0).forEach(known::contains);
        assertThat(known.contains(-KnownThreads.MOST)).isTrue();
        assertThat(known.contains(1)).isTrue();
        lose();
        assertThat(known.contains(-KnownThreads.MOST)).isTrue();
        assertThat(known.contains(1)).isTrue();
        isUnknown(1 - KnownThreads.MOST);
    }

    @Test
    void letsPeoplePostOn(@TempDir Path folder) {
        try (var posts = OpenPosts.in(folder, neighbours)) {
            posts.post(7, 1);
            posts.post(7, 2);
            lose();
            posts.post(7, 1);
            posts.hearThatThreadIsDeleted(2);
            assertThatThrownBy(() -> posts.post(7, 2))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
            assertThatThrownBy(() -> posts.post(7, 3)).hasMessage("threads is away");
        }
    }

    private void lose() {
        failure.set(Optional.of(new BoardException(Kind.UNAVAILABLE, "threads is away")));
    }

    private void isUnknown(long id) {
        assertThatThrownBy(() -> known.contains(id)).hasMessage("threads is away");
    }

    private static void fail(BoardException failure) {
        throw failure;
    }
}

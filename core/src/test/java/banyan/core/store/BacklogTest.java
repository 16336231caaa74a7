package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work of any size in steps: here the steps delete notes one by one. */
@Timeout(30)
@SuppressWarnings("try") // a backlog is started and closed, and nothing else
class BacklogTest {
    private Notes notes;

    @BeforeEach
    void open(@TempDir Path folder) {
        notes = Notes.open(folder, Seed.NONE);
        for (int i = 0; i < 20; i++) {
            notes.add(1, "to be taken away");
        }
    }

    @AfterEach
    void close() {
        notes.close();
    }

    /** Each step lasts until another writer waits for the turn, which that writer gets next. */
    @Test
    void releasesTheTurnAfterEachStep() throws Exception {
        var order = Collections.synchronizedList(new ArrayList<String>());
        var other = new Thread(() -> {
            for (int i = 0; i < 5; i++) {
                notes.database().write(transaction -> order.add("other"));
            }
        });
        try (var backlog = start(transaction -> {
            while (other.getState() != Thread.State.TIMED_WAITING && other.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            return order.add("step");
        })) {
            other.start();
            awaitNone(1);
            other.join();
        }
        assertThat(order).doesNotContainSequence("step", "step", "other");
        assertThat(order).hasSize(25);
    }

    @Test
    void continuesAfterAFailureAtAnyStepAndWithLaterWork() throws Exception {
        var failures = new AtomicInteger(2);
        try (var backlog = start(transaction -> {
            if (failures.getAndDecrement() > 0) {
                throw new BoardException(BoardException.Kind.UNAVAILABLE, "not now");
            }
            return true;
        })) {
            awaitNone(1);
            notes.add(1, "one more");
            backlog.add();
            awaitNone(1);
        }
        assertThat(failures).hasNegativeValue();
    }

    @Test
    void isClosedBetweenTwoStepsAndContinuesAfterARestart() throws Exception {
        var begun = new CountDownLatch(1);
        try (var backlog = start(transaction -> {
            begun.countDown();
            return true;
        })) {
            begun.await();
        }
        int left = notes.by(1).size();
        assertThat(left).isPositive();
        notes.add(2, "after it was closed");
        assertThat(notes.by(1)).hasSize(left);
        try (var backlog = start(transaction -> true)) {
            awaitNone(1);
        }
    }

    private Backlog start(Predicate<WriteTransaction> before) {
        return Backlog.start(
                notes.database(),
                "taking away",
                handle -> handle.select("SELECT COUNT(*) FROM note WHERE author = 1")
                                .mapTo(int.class)
                                .one()
                        > 0,
                transaction -> before.test(transaction)
                        && transaction
                                        .handle()
                                        .execute(
                                                "DELETE FROM note WHERE id = (SELECT MIN(id) FROM note WHERE author = 1)")
                                > 0);
    }

    private void awaitNone(long author) {
        while (!notes.by(author).isEmpty()) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}

package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that wait share a commit, and nothing else. */
class SharedCommitTest {
    private static final int WRITERS = 8;

    private static NotesServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = NotesServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(NotesPlaces.Kind.class)
    void hasOneRevision(NotesPlaces.Kind kind) throws Exception {
        try (var notes = open(kind)) {
            var ids = run(notes, all("a note"));
            assertThat(ids).doesNotHaveDuplicates().hasSize(WRITERS);
            assertThat(notes.feed())
                    .extracting(Notes.Entry::position)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertSomeShare(notes);
        }
    }

    @ParameterizedTest
    @EnumSource(NotesPlaces.Kind.class)
    void isWithoutAWriteThatFails(NotesPlaces.Kind kind) throws Exception {
        try (var notes = open(kind)) {
            var works = all("a note");
            works.set(3, transaction -> {
                add(transaction, "not to be seen");
                throw BoardException.notFound("note", 3);
            });
            assertThatThrownBy(() -> run(notes, works)).hasRootCauseMessage("There is no note 3.");
            assertEachOtherIsWritten(notes, WRITERS - 1);
        }
    }

    /** The database may have rolled back all of them. */
    @ParameterizedTest
    @EnumSource(NotesPlaces.Kind.class)
    void isGivenUpForAStatementThatFails(NotesPlaces.Kind kind) throws Exception {
        try (var notes = open(kind)) {
            var works = all("a note");
            works.set(5, transaction -> {
                add(transaction, "not to be seen");
                return (long) transaction.handle().execute("UPDATE note SET no_column = 1");
            });
            assertThatThrownBy(() -> run(notes, works)).rootCause().message().containsIgnoringCase("no_column");
            assertEachOtherIsWritten(notes, WRITERS - 1);
        }
    }

    /** The first entry after an opening begins a part of the feed. It must not be lost with the write that came first. */
    @ParameterizedTest
    @EnumSource(NotesPlaces.Kind.class)
    void beginsTheFeedWithTheFirstWriteThatSucceeds(NotesPlaces.Kind kind) throws Exception {
        try (var notes = open(kind)) {
            long origins = origins(notes);
            var works = all("a note");
            works.set(0, transaction -> {
                add(transaction, "not to be seen");
                throw BoardException.notFound("note", 0);
            });
            var first = new Blocked(notes, transaction -> 0L); // records nothing
            assertThatThrownBy(() -> first.runWith(works)).isInstanceOf(ExecutionException.class);
            assertThat(origins(notes)).isEqualTo(origins + 1);
            assertThat(notes.feed()).hasSize(WRITERS - 1);
        }
    }

    /** Nobody waits for a connection after the others have waited for it. */
    @Test
    void failsAsAWholeWithTheDatabase() {
        try (var notes = open(NotesPlaces.Kind.SERVER)) {
            var works = all("not to be seen");
            works.set(0, transaction ->
                    (long) transaction.handle().execute("SELECT pg_terminate_backend(pg_backend_pid())"));
            assertThatThrownBy(() -> run(notes, works))
                    .cause()
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
            assertThat(notes.add(1, "later")).isPositive();
        }
    }

    private Notes open(NotesPlaces.Kind kind) {
        return new NotesPlaces(folder, server).open(kind, "shared", Seed.NONE);
    }

    private static void assertEachOtherIsWritten(Notes notes, int others) {
        assertThat(notes.all()).hasSize(1 + others).extracting(Notes.Note::text).doesNotContain("not to be seen");
        assertThat(notes.feed())
                .extracting(Notes.Entry::position)
                .isEqualTo(LongStream.rangeClosed(1, 1 + others).boxed().toList());
    }

    private static List<Function<WriteTransaction, Long>> all(String text) {
        var works = new ArrayList<Function<WriteTransaction, Long>>();
        for (int i = 0; i < WRITERS; i++) {
            works.add(transaction -> add(transaction, text));
        }
        return works;
    }

    private static long add(WriteTransaction transaction, String text) {
        long id = Notes.insert(transaction, 1, text);
        transaction.record("created", id, null);
        return id;
    }

    private static List<Long> run(Notes notes, List<Function<WriteTransaction, Long>> works) throws Exception {
        return new Blocked(notes, transaction -> add(transaction, "the first")).runWith(works);
    }

    /** A machine that stops for a moment divides them, but hardly into single ones. */
    private static void assertSomeShare(Notes notes) {
        var revisions = notes.database()
                .read(handle -> handle.select("SELECT revision FROM note")
                        .mapTo(long.class)
                        .set());
        assertThat(revisions).hasSizeLessThan(notes.all().size());
    }

    private static long origins(Notes notes) {
        return notes.database()
                .read(handle -> handle.select("SELECT COUNT(*) FROM feed_history")
                        .mapTo(long.class)
                        .one());
    }

    /** A write that does not end before the others wait. */
    private record Blocked(Notes notes, Function<WriteTransaction, Long> work) {
        /** Returns the results of the others, or throws the failure of the first one that failed. */
        List<Long> runWith(List<Function<WriteTransaction, Long>> works) throws Exception {
            var isRunning = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var first = start(transaction -> {
                long result = work.apply(transaction);
                isRunning.countDown();
                await(mayEnd);
                return result;
            });
            await(isRunning);
            long began = System.nanoTime();
            var others = works.stream().map(this::startWaiting).toList();
            Eventually.holds(() -> System.nanoTime() - began > SharedCommit.LONGEST.toNanos()); // it takes none of them
            mayEnd.countDown();
            first.get(1, TimeUnit.MINUTES);
            Eventually.holds(() -> others.stream().allMatch(FutureTask::isDone));
            var results = new ArrayList<Long>();
            for (var other : others) {
                results.add(other.get(1, TimeUnit.MINUTES));
            }
            return results;
        }

        private FutureTask<Long> startWaiting(Function<WriteTransaction, Long> write) {
            var task = new FutureTask<>(() -> notes.database().write(write));
            var thread = new Thread(task);
            thread.start();
            Eventually.holds(() -> thread.getState() == Thread.State.TIMED_WAITING);
            return task;
        }

        private FutureTask<Long> start(Function<WriteTransaction, Long> write) {
            var task = new FutureTask<>(() -> notes.database().write(write));
            new Thread(task).start();
            return task;
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

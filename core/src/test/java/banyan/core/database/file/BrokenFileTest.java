package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import banyan.core.store.Notes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 closes a file that it could not read or write. The file is unusable until it is reopened, and no data is lost. */
class BrokenFileTest {
    @TempDir
    private Path folder;

    private Notes notes;

    @BeforeEach
    void writes() {
        notes = Notes.open(folder, Seed.TUTORIAL);
        notes.add(1, "acknowledged");
    }

    @AfterEach
    void closes() {
        notes.close();
    }

    @Test
    void isUnavailableWithAReasonUntilItIsReopened() {
        breaks();
        assertIsUnavailable(notes::all);
        assertIsUnavailable(() -> notes.add(1, "rejected"));
        assertThat(notes.data().failureReason())
                .hasValueSatisfying(
                        why -> assertThat(why).contains(Notes.path(folder).toString(), "reopened"));
        notes.data().check();
        assertThat(notes.data().failureReason()).isEmpty();
        assertThat(notes.all()).hasSize(4).extracting(Notes.Note::text).contains("acknowledged");
        assertThat(notes.add(1, "new")).isGreaterThan(101);
    }

    /** An interrupt of a reading thread closes the channel of the file. */
    @Test
    void isReopenedAfterAnInterruptedReader() throws Exception {
        var reader = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                notes.database().read(handle -> handle.execute("CHECKPOINT SYNC"));
            } catch (RuntimeException e) {
                // any outcome will do
            }
        });
        reader.start();
        reader.join();
        assertIsUnavailable(() -> notes.add(1, "rejected"));
        notes.data().check();
        assertThat(notes.all()).hasSize(4);
        assertThat(notes.add(1, "new")).isGreaterThan(101);
    }

    @Test
    void retriesWhileItCannotBeOpened() throws Exception {
        breaks();
        var aside = Files.move(Notes.path(folder), folder.resolve("aside"));
        Files.createDirectory(Notes.path(folder));
        notes.data().check();
        assertThat(notes.data().failureReason()).isPresent();
        Files.delete(Notes.path(folder));
        Files.move(aside, Notes.path(folder));
        notes.data().check();
        assertThat(notes.data().failureReason()).isEmpty();
        assertThat(notes.all()).hasSize(4);
    }

    @Test
    void isNotReopenedAfterItsClose() {
        breaks();
        notes.close();
        notes.data().check();
        assertIsUnavailable(notes::all);
    }

    /** H2 reports a conflict of two transactions as a failure of its store. */
    @Test
    void isNotBrokenByADeadlock() throws Exception {
        var bothHaveOne = new CyclicBarrier(2);
        var other = new FutureTask<>(() -> failure(bothHaveOne, 2, 1));
        new Thread(other).start();
        var failures = Stream.of(failure(bothHaveOne, 1, 2), other.get())
                .flatMap(Optional::stream)
                .toList();
        assertThat(failures).isNotEmpty().allSatisfy(failure -> {
            assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.DEADLOCK_1);
            assertThat(FileFailure.is(failure)).isFalse();
        });
    }

    /** Returns the failure of a transaction that changes two notes. */
    private Optional<SQLException> failure(CyclicBarrier bothHaveOne, long first, long second) throws Exception {
        try (var connection = notes.connections().dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE note SET text = 'changed' WHERE id = " + first);
            bothHaveOne.await();
            statement.execute("UPDATE note SET text = 'changed' WHERE id = " + second);
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    @Test
    void isUnavailableForAnImportDuringWhichItBreaks() throws Exception {
        var export = new ByteArrayOutputStream();
        notes.data().exportTo(export, false);
        try (var other = Notes.open(Files.createDirectory(folder.resolve("other")), Seed.NONE)) {
            var lines = new ByteArrayInputStream(export.toByteArray()) {
                @Override
                public synchronized int read(byte[] to, int offset, int most) {
                    breaks(other);
                    return super.read(to, offset, most);
                }
            };
            assertIsUnavailable(() -> other.data().importFrom(lines, false));
            other.data().check();
            assertThat(other.all()).isEmpty();
            other.data().importFrom(new ByteArrayInputStream(export.toByteArray()), false);
            assertThat(other.all()).isEqualTo(notes.all());
        }
    }

    @Test
    void isReadableOnlyByItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Notes.path(folder))))
                .isEqualTo("rw-------");
        notes.close();
        Files.setPosixFilePermissions(Notes.path(folder), PosixFilePermissions.fromString("rw-r--r--"));
        notes = Notes.open(folder, Seed.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Notes.path(folder))))
                .isEqualTo("rw-------");
    }

    private void breaks() {
        breaks(notes);
    }

    private static void breaks(Notes notes) {
        assertThatThrownBy(() -> notes.database().read(handle -> {
                    handle.execute("SHUTDOWN IMMEDIATELY");
                    return handle.execute("SELECT 1");
                }))
                .isInstanceOf(RuntimeException.class);
    }

    private static void assertIsUnavailable(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAVAILABLE));
    }
}

package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 closes a file that it could not read or write: it is not usable until it is opened anew, and nothing is lost. */
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
    void isUnavailableAndSaysSoUntilItIsOpenedAnew() {
        breaks();
        assertIsUnavailable(notes::all);
        assertIsUnavailable(() -> notes.add(1, "refused"));
        assertThat(notes.database().trouble())
                .hasValueSatisfying(
                        why -> assertThat(why).contains(Notes.path(folder).toString(), "opened anew"));
        notes.database().look();
        assertThat(notes.database().trouble()).isEmpty();
        assertThat(notes.all()).hasSize(4).extracting(Notes.Note::text).contains("acknowledged");
        assertThat(notes.add(1, "new")).isGreaterThan(101);
    }

    /** A thread that is interrupted while it reads closes the channel of the file. */
    @Test
    void isOpenedAnewAfterAnInterruptedReader() throws Exception {
        var reader = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                notes.database().read(handle -> handle.execute("CHECKPOINT SYNC"));
            } catch (RuntimeException e) {
                // what it asks for is not the point
            }
        });
        reader.start();
        reader.join();
        assertIsUnavailable(() -> notes.add(1, "refused"));
        notes.database().look();
        assertThat(notes.all()).hasSize(4);
        assertThat(notes.add(1, "new")).isGreaterThan(101);
    }

    @Test
    void triesAgainWhileItCannotBeOpened() throws Exception {
        breaks();
        var aside = Files.move(Notes.path(folder), folder.resolve("aside"));
        Files.createDirectory(Notes.path(folder));
        notes.database().look();
        assertThat(notes.database().trouble()).isPresent();
        Files.delete(Notes.path(folder));
        Files.move(aside, Notes.path(folder));
        notes.database().look();
        assertThat(notes.database().trouble()).isEmpty();
        assertThat(notes.all()).hasSize(4);
    }

    @Test
    void isNotOpenedAgainOnceItIsClosed() {
        breaks();
        notes.close();
        notes.database().look();
        assertIsUnavailable(notes::all);
    }

    @Test
    void isForItsUserAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Notes.path(folder))))
                .isEqualTo("rw-------");
        notes.close();
        Files.setPosixFilePermissions(Notes.path(folder), PosixFilePermissions.fromString("rw-r--r--"));
        notes = Notes.open(folder, Seed.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Notes.path(folder))))
                .isEqualTo("rw-------");
    }

    private void breaks() {
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

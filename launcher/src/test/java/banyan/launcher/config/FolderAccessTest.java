package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.process.ExitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the access of other users of the machine to an existing data folder. */
class FolderAccessTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void createsTheFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxr-x", "rwxrwxrwx", "rwx--x---", "rwx-w----"})
    void restrictsTheFolderAndItsFiles(String open) throws IOException {
        var files = new String[] {
            "posts.mv.db",
            "users.next.mv.db",
            "posts.mv.db.tempFile",
            "slots-3000.json",
            "admin-token",
            "writable17.tmp"
        };
        for (var file : files) {
            permit(Files.createFile(folder.resolve(file)), "rw-r--r--");
        }
        Files.createDirectory(folder.resolve("lost+found"));
        permit(folder, open);
        FolderAccess.of(folder).close("--data");
        assertThat(permissions(folder)).isEqualTo("rwx------");
        for (var file : files) {
            assertThat(permissions(folder.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    @Test
    void restrictsTheFilesInASharedFolder() throws IOException {
        permit(Files.createFile(folder.resolve("posts.mv.db")), "rw-r--r--");
        permit(Files.createFile(folder.resolve("letter.txt")), "rw-r--r--");
        permit(folder, "rwxr-xr-x");
        FolderAccess.of(folder).close("--data");
        assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(folder.resolve("posts.mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("letter.txt"))).isEqualTo("rw-r--r--");
    }

    @Test
    void rejectsASharedFolderThatOthersCanWrite() throws IOException {
        Files.createFile(folder.resolve("letter.txt"));
        permit(folder, "rwxrwxrwx");
        assertThatThrownBy(() -> FolderAccess.of(folder).close("--data " + folder))
                .isInstanceOf(ExitException.class)
                .hasMessageContainingAll(
                        "--data " + folder,
                        "other users",
                        folder.resolve("board").toString());
        assertThat(permissions(folder)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void keepsRestrictedFilesUnchanged() throws IOException {
        permit(Files.createFile(folder.resolve("posts.mv.db")), "rw-------");
        permit(folder, "rwx------");
        FolderAccess.of(folder).close("--data");
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

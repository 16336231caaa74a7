package banyan.launcher.admin.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of an operating-system user is created once and is private. */
class TokenFileTest {
    @TempDir
    private Path home;

    private TokenFile file;

    @BeforeEach
    void findThePathOfTheToken() {
        file = TokenFile.places(Map.of("HOME", home.toString()), home.resolve("data"))
                .get(0);
    }

    @Test
    void isCreatedOnceAndPrivate() throws IOException {
        assertThat(file.read()).isEmpty();
        var token = file.ready();
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(file.path()).isEqualTo(home.resolve(".config/banyan/admin-token"));
        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(permissions(file.path().getParent())).isEqualTo("rwx------");
        assertThat(file.ready()).isEqualTo(token);
        assertThat(file.read()).hasValue(token);
    }

    @Test
    void isTheSameForProcessesThatCreateItAtOnce() throws Exception {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TokenFileTest.class.getName(),
                            file.path().toString())
                    .start());
        }
        var tokens = new HashSet<String>();
        for (var process : processes) {
            tokens.add(new String(process.getInputStream().readAllBytes()));
            assertThat(process.waitFor()).as("%s", process).isZero();
        }
        assertThat(tokens).singleElement().asString().matches("[0-9a-f]{64}");
    }

    /** One of the processes of the test above. */
    public static void main(String[] path) throws IOException {
        System.out.print(new TokenFile(Path.of(path[0])).ready());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----"})
    void isReplacedIfOtherUsersCouldReadOrWriteIt(String permissions) throws IOException {
        var seen = file.ready();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
        assertThat(file.read()).isEmpty();
        assertThat(file.ready()).isNotEqualTo(seen).matches("[0-9a-f]{64}");
        assertThat(permissions(file.path())).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half of one", "0123\n"})
    void isReplacedIfItsCreationWasInterrupted(String left) throws IOException {
        file.ready();
        Files.writeString(file.path(), left);
        assertThat(file.read()).isEmpty();
        assertThat(file.ready()).matches("[0-9a-f]{64}");
    }

    @Test
    void isNotKeptWhereOthersCouldRefindThePathOfTheToken() throws IOException {
        file.ready();
        Files.setPosixFilePermissions(file.path().getParent(), PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(file.read()).isEmpty();
        assertThatThrownBy(file::ready).isInstanceOf(IOException.class).hasMessageContaining("written by other users");
    }

    @Test
    void isKeptInTheDataFolderWithoutAHomeFolder() throws IOException {
        var data = Files.createDirectories(home.resolve("data"));
        var nowhere = Map.of("HOME", "/proc/nowhere", "XDG_CONFIG_HOME", "relative/path");
        var places = TokenFile.places(nowhere, data);
        assertThat(places)
                .first()
                .extracting(TokenFile::path)
                .isEqualTo(Path.of("/proc/nowhere/.config/banyan/admin-token"));
        var here = List.of(places.get(0), places.get(places.size() - 1));
        assertThat(AdminToken.of(Optional.empty(), here).path()).hasValue(data.resolve("admin-token"));
        assertThat(AdminToken.of(Optional.empty(), List.of(places.get(0))).path())
                .isEmpty();
    }

    @Test
    void staysTheSameWhileTheFileExists() throws IOException {
        var token = AdminToken.of(Optional.empty(), List.of(file));
        assertThat(token.isIn("Bearer " + file.ready())).isTrue();
        var before = file.ready();
        Files.delete(file.path());
        assertThat(token.isIn("Bearer " + before)).isFalse();
        assertThat(token.isIn("Bearer " + file.read().orElseThrow())).isTrue();
        assertThat(token.isIn(null)).isFalse();
        assertThat(AdminToken.of(Optional.empty(), List.of()).isIn("Bearer null"))
                .isFalse();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

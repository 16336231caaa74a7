package banyan.core.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The failure for a file whose permissions cannot be changed. */
class PrivateFilesTest {
    /** No user can change the permissions of a file of the kernel, root included. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void reportsAReadableFileWhosePermissionsCannotBeChanged() {
        var file = Path.of("/proc/self/status");
        assertThatThrownBy(() -> PrivateFiles.protect(file))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(file + ": other users can read it, and its permissions cannot be changed");
    }
}

package banyan.core.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is said of a file that cannot be kept from others. */
class PrivateFilesTest {
    /** Nobody can change the permissions of one that the kernel makes up, root included. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatOthersCanReadAFileWhosePermissionsCannotBeChanged() {
        var file = Path.of("/proc/self/status");
        assertThatThrownBy(() -> PrivateFiles.protect(file))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(file + ": others can read it, and that cannot be changed");
    }
}

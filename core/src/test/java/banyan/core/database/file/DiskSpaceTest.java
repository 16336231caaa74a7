package banyan.core.database.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When a disk counts as full. */
class DiskSpaceTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void reportsNoShortageIfTheFreeSpaceIsUnknown() {
        assertThat(new DiskSpace(Path.of("/proc/notes.mv.db")).shortage()).isEmpty();
    }
}

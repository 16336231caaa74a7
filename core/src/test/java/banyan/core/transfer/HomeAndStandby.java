package banyan.core.transfer;

import banyan.core.Seed;
import banyan.core.store.Notes;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with rows and a standby without, each in a file. */
abstract class HomeAndStandby {
    @TempDir
    Path folder;

    @AutoClose
    Notes home;

    @AutoClose
    Notes standby;

    @BeforeEach
    void open() {
        home = Notes.open(folder.resolve("home"), Seed.TUTORIAL);
        standby = Notes.open(folder.resolve("standby"), Seed.NONE);
        Copies.follow(standby);
    }
}

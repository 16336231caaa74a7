package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import banyan.core.database.file.DatabaseFile;
import java.nio.file.Path;

/** A file or a server where a test opens the notes, as often as it likes. */
@FunctionalInterface
public interface NotesPlace {
    /** Opens connections to the same database each time. */
    ConnectionPool connections();

    default Notes open(Seed seed) {
        return Notes.over(connections(), seed);
    }

    static NotesPlace in(Path folder) {
        return () -> DatabaseFile.open(folder, "notes");
    }
}

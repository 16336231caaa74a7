package banyan.core.store;

import banyan.core.Seed;
import java.nio.file.Path;

/** The places of a test that has several databases of notes, each of them in a file or on a server. */
public record NotesPlaces(Path folder, NotesServer server) {
    /** What a database is in. */
    public enum Kind {
        FILE,
        SERVER
    }

    /** Opens the notes in a file, or in a new database on the server. */
    public Notes open(Kind kind, String name, Seed seed) {
        return switch (kind) {
            case FILE -> Notes.open(folder.resolve(name), seed);
            case SERVER -> {
                server.createDatabase(name);
                yield server.open(name, seed);
            }
        };
    }
}

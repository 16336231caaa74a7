package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import java.net.URL;
import java.net.URLClassLoader;

/** The notes of a later release, which has further migrations: those in a folder of the test resources. */
public final class LaterNotes {
    private LaterNotes() {}

    public static Notes over(ConnectionPool connections, String folder) {
        return Notes.over(connections, new Schema("notes", loader(folder), Notes.SCHEMA.tutorial()), Seed.TUTORIAL);
    }

    private static ClassLoader loader(String folder) {
        var resources = LaterNotes.class.getResource("/" + folder + "/");
        return new URLClassLoader(new URL[] {resources}, LaterNotes.class.getClassLoader());
    }
}

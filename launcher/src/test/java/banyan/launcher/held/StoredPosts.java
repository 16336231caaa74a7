package banyan.launcher.held;

import banyan.core.Seed;
import banyan.core.database.file.DatabaseFile;
import banyan.core.revision.DataRole;
import banyan.core.store.Database;
import banyan.core.store.Schema;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** A module with a real database, whose writes are entries of its feed. */
@Path("")
public final class StoredPosts implements AutoCloseable {
    private final DatabaseFile file;
    private final Database database;

    StoredPosts(java.nio.file.Path folder) throws IOException {
        var classes = java.nio.file.Path.of("..", "module-posts", "target", "classes");
        file = DatabaseFile.open(folder, "posts");
        var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        database = Database.open(file.dataSource(), new Schema("posts", loader, (write, number, row) -> {}), Seed.NONE);
    }

    /** Appends an entry to the feed. */
    @POST
    public String write(String id) {
        database.write(write -> {
            write.record("created", Long.parseLong(id), null);
            return id;
        });
        return id;
    }

    Database database() {
        return database;
    }

    /** Changes the role, as an exchange of roles does. */
    void become(DataRole.Kind kind) {
        var now = database.role();
        if (!database.changeRole(now, new DataRole(kind, now.epoch() + 1, now.home()))) {
            throw new IllegalStateException("the role is no longer " + now);
        }
    }

    /** Returns the number of entries. */
    long written() {
        return database.read(handle -> handle.createQuery("SELECT position FROM feed_head")
                .mapTo(long.class)
                .one());
    }

    @Override
    public void close() {
        file.close();
    }
}

package banyan.core.store;

import banyan.core.Seed;
import banyan.core.data.ModuleStore;
import banyan.core.database.ConnectionPool;
import banyan.core.database.file.DatabaseFile;
import banyan.core.revision.WriteRevision;
import java.nio.file.Path;
import java.util.List;

/** A module for tests: notes by authors, over an open database. */
public record Notes(ConnectionPool connections, ModuleStore data) implements AutoCloseable {
    public static final Schema SCHEMA =
            new Schema("notes", Notes.class.getClassLoader(), (transaction, number, row) -> {
                transaction
                        .handle()
                        .execute(
                                "INSERT INTO note (id, author, text) VALUES (?, ?, ?)",
                                number,
                                row.path("author").asLong(),
                                row.path("text").asText());
                transaction.record("created", number, null);
            });

    public record Note(long id, long author, String text) {}

    public record Entry(long position, String kind, long id) {}

    public static Notes open(Path folder, Seed seed) {
        return over(DatabaseFile.open(folder, "notes"), seed);
    }

    /** Opens notes, which close the connections with themselves, or if they cannot be opened. */
    public static Notes over(ConnectionPool connections, Seed seed) {
        return over(connections, SCHEMA, seed);
    }

    static Notes over(ConnectionPool connections, Schema schema, Seed seed) {
        try {
            return new Notes(connections, ModuleStore.open(connections.dataSource(), schema, seed));
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    public static Path path(Path folder) {
        return folder.resolve("notes.mv.db");
    }

    public Database database() {
        return data.database();
    }

    /** Writes a note, and returns its id after the commit. */
    public long add(long author, String text) {
        return database().write(transaction -> {
            long id = insert(transaction, author, text);
            transaction.record("created", id, null);
            return id;
        });
    }

    public static long insert(WriteTransaction transaction, long author, String text) {
        return transaction
                .handle()
                .createUpdate("INSERT INTO note (author, text) VALUES (?, ?)")
                .bind(0, author)
                .bind(1, text)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
    }

    public List<Note> all() {
        return notes("SELECT id, author, text FROM note ORDER BY id");
    }

    /** Reads the notes through the index. */
    public List<Note> by(long author) {
        return notes("SELECT id, author, text FROM note WHERE author = " + author + " ORDER BY id");
    }

    public List<Entry> feed() {
        return database()
                .read(handle -> handle.select("SELECT position, kind, id FROM feed ORDER BY position")
                        .map((row, context) ->
                                new Entry(row.getLong("position"), row.getString("kind"), row.getLong("id")))
                        .list());
    }

    /** Returns the revision of the last write, and the position of its last entry in the feed. */
    public WriteRevision head() {
        return database().read(WriteRevision::current);
    }

    String seed() {
        return database()
                .read(handle -> handle.select("SELECT seed FROM store")
                        .mapTo(String.class)
                        .one());
    }

    public void execute(String sql) {
        database().write(transaction -> transaction.handle().execute(sql));
    }

    private List<Note> notes(String sql) {
        return database()
                .read(handle -> handle.select(sql)
                        .map((row, context) ->
                                new Note(row.getLong("id"), row.getLong("author"), row.getString("text")))
                        .list());
    }

    @Override
    public void close() {
        connections.close();
    }
}

package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.server.DatabaseAddress;
import banyan.core.database.server.DatabaseServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL server of a test, on which the module of {@link Notes} has its schema. */
public final class NotesServer implements AutoCloseable {
    private static final String USUAL = "postgres";

    private final EmbeddedPostgres server;

    private NotesServer(EmbeddedPostgres server) {
        this.server = server;
    }

    public static NotesServer start() {
        try {
            return new NotesServer(EmbeddedPostgres.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the notes, as one process of several. */
    public Notes open(Seed seed) {
        return open(USUAL, seed);
    }

    /** Opens the notes in a database of their own. */
    public Notes open(String database, Seed seed) {
        return open(USUAL, database, seed);
    }

    /** Opens the notes in a database of their own, as this role. */
    public Notes open(String role, String database, Seed seed) {
        return Notes.over(DatabaseServer.open(address(role, database), "notes"), seed);
    }

    /** Returns the usual database as this role sees it. */
    public DatabaseAddress address(String role) {
        return address(role, USUAL);
    }

    public DatabaseAddress address(String role, String database) {
        var url = server.getJdbcUrl(role, database).replaceFirst("\\?.*", "");
        return new DatabaseAddress(url, Optional.of(role), Optional.empty());
    }

    /** Removes the notes. */
    public void dropSchema() {
        dropSchema(USUAL);
    }

    public void dropSchema(String database) {
        jdbi(database).useHandle(handle -> handle.execute("DROP SCHEMA IF EXISTS notes CASCADE"));
    }

    /** Executes a statement as the owner of the server. */
    public void execute(String sql) {
        jdbi().useHandle(handle -> handle.execute(sql));
    }

    /** Executes statements in another database, as the owner of the server. */
    void executeIn(String database, String... statements) {
        jdbi(database).useHandle(handle -> List.of(statements).forEach(handle::execute));
    }

    /** Returns connections to the usual database, as the owner of the server. */
    public DataSource source() {
        return server.getPostgresDatabase();
    }

    /** Returns the usual database as the owner of the server sees it. */
    public Jdbi jdbi() {
        return jdbi(USUAL);
    }

    private Jdbi jdbi(String database) {
        return Jdbi.create(server.getDatabase(USUAL, database));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

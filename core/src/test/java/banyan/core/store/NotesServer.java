package banyan.core.store;

import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import banyan.core.database.server.DatabaseAddress;
import banyan.core.database.server.DatabaseServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL server of a test, on which the module of {@link Notes} has its schema. Registered as an extension, it has no
 * notes at the beginning of each test.
 */
@SuppressWarnings("exports") // tests run on the class path
public final class NotesServer implements NotesPlace, BeforeEachCallback, AutoCloseable {
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

    @Override
    public void beforeEach(ExtensionContext context) {
        dropSchema();
    }

    /** Opens connections to the usual database, as one process of several. */
    @Override
    public ConnectionPool connections() {
        return connections(USUAL, USUAL);
    }

    /** Opens the notes in a database of their own. */
    public Notes open(String database, Seed seed) {
        return open(USUAL, database, seed);
    }

    /** Opens the notes in a database of their own, as this role. */
    public Notes open(String role, String database, Seed seed) {
        return Notes.over(connections(role, database), seed);
    }

    private ConnectionPool connections(String role, String database) {
        return DatabaseServer.open(address(role, database), "notes");
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
        execute("DROP SCHEMA IF EXISTS notes CASCADE");
    }

    /** Creates a database, instead of the one of this name if there is one. */
    void createDatabase(String name) {
        execute("DROP DATABASE IF EXISTS " + name);
        execute("CREATE DATABASE " + name);
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

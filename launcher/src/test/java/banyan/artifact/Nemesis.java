package banyan.artifact;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Causes faults in two boards and in their common database server. Each fault ends, or one board survives it. */
final class Nemesis implements AutoCloseable {
    enum Fault {
        /** Cuts all connections of one board. */
        CUT,
        /** The server ends all sessions of one board. */
        TERMINATED,
        /** Sets the wall clock of one board forward by half an hour, and then back. */
        CLOCK,
        /** Stops the server at once and starts it again. */
        SERVER_STOPPED,
        KILLED,
        /** Freezes a board, in the middle of a write if possible. */
        FROZEN,
        /** The line of one board silently carries nothing. */
        SILENT
    }

    /** Returns when every writer has written since the call. */
    @FunctionalInterface
    interface Writing {
        void awaitEverybody() throws Exception;
    }

    /** The number of checks for a write in progress before a board is frozen. */
    private static final int ATTEMPTS = 200;

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    Nemesis(Path folder) throws IOException {
        this.folder = folder;
        port = Roots.free();
        server = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
    }

    EmbeddedPostgres server() {
        return server;
    }

    int port() {
        return port;
    }

    /** Returns when the fault has ended and every writer has written since. */
    void cause(Fault fault, AttackedBoard board, Writing writing) throws Exception {
        switch (fault) {
            case CUT -> board.line().has(Line.Fault.NONE);
            case TERMINATED -> ModuleRoles.execute(server, """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'banyan%'
                        """);
            case CLOCK -> shift(board, writing);
            case SERVER_STOPPED -> stopAtOnce();
            case KILLED -> board.killAndStart();
            case FROZEN -> freeze(board, writing);
            case SILENT -> {
                board.line().has(Line.Fault.SILENT);
                writing.awaitEverybody();
                board.line().has(Line.Fault.NONE);
            }
        }
        writing.awaitEverybody();
    }

    private static void shift(AttackedBoard board, Writing writing) throws Exception {
        if (board.clock().isPresent()) {
            for (var by : List.of(Duration.ofMinutes(30), Duration.ofSeconds(-20), Duration.ZERO)) {
                board.clock().get().shift(by);
                writing.awaitEverybody();
            }
        }
    }

    /** Like a loss of power, except for data that the operating system has not written yet. */
    private void stopAtOnce() throws Exception {
        var pid = Files.readAllLines(folder.resolve("server/postmaster.pid")).get(0);
        new LiveProcess(Long.parseLong(pid)).signal("QUIT");
        server.close();
        server = start();
    }

    private void freeze(AttackedBoard board, Writing writing) throws Exception {
        for (int attempt = 0; ; attempt++) {
            board.live().signal("STOP");
            if (isInTheMiddleOfAWrite(board) || attempt == ATTEMPTS) {
                break;
            }
            board.live().signal("CONT");
            Eventually.pause();
        }
        writing.awaitEverybody();
        board.live().signal("CONT");
    }

    /** Whether the server has run the last statement and waits for the next one. */
    private boolean isInTheMiddleOfAWrite(AttackedBoard board) throws SQLException {
        Eventually.pause();
        try (var connection = server.getPostgresDatabase().getConnection();
                var rows = connection.createStatement().executeQuery("""
                        SELECT COUNT(*) FROM pg_stat_activity
                        WHERE state = 'idle in transaction' AND application_name = 'banyan posts'
                        AND state_change < clock_timestamp() - INTERVAL '15 ms'
                        """)) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

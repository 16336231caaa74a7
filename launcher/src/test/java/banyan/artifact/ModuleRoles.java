package banyan.artifact;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Database roles as an operator creates them: one for each module, with access to its own schema only. */
final class ModuleRoles {
    static final List<String> MODULES = List.of("users", "threads", "posts");

    private ModuleRoles() {}

    /**
     * Creates the roles.
     *
     * @param folder for a file with a password
     * @return the variables with which a board uses them
     */
    static Map<String, String> make(EmbeddedPostgres server, Path folder) throws SQLException, IOException {
        for (var module : MODULES) {
            execute(server, "CREATE ROLE of_" + module + " LOGIN PASSWORD 'of " + module + "'");
            execute(server, "CREATE SCHEMA " + module);
            execute(server, "GRANT USAGE, CREATE ON SCHEMA " + module + " TO of_" + module);
        }
        execute(server, "REVOKE CREATE ON DATABASE postgres FROM PUBLIC");
        var secret = Files.writeString(folder.resolve("secret"), "of posts\n");
        return Map.of(
                "BANYAN_DATABASE_USER_USERS", "of_users",
                "BANYAN_DATABASE_PASSWORD_USERS", "of users",
                "BANYAN_DATABASE_USER_THREADS", "of_threads",
                "BANYAN_DATABASE_PASSWORD_THREADS", "of threads",
                "BANYAN_DATABASE_USER_POSTS", "of_posts",
                "BANYAN_DATABASE_PASSWORD_FILE_POSTS", secret.toString());
    }

    /** Returns the JDBC URL of the server. */
    static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

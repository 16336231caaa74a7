package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each module has a PostgreSQL database of its own, made by the statements of the document, and a role without other rights. */
@Execution(ExecutionMode.CONCURRENT)
class ModuleDatabasesIT {
    /** In the document. */
    private static final String PASSWORD = "a password of its own";

    /** A second database of the module posts. */
    private static final String COPY = "posts_copy";

    @TempDir
    private Path folder;

    private EmbeddedPostgres server;

    /** The roles need their passwords, unlike the one of the test. */
    @BeforeEach
    void startServer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
        Files.writeString(
                folder.resolve("server/pg_hba.conf"),
                "host all postgres all trust\nhost all all all scram-sha-256\nlocal all all trust\n");
        ModuleRoles.execute(server, "SELECT pg_reload_conf()");
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void serveABoardAndCanBeCopied() throws Exception {
        for (var name : ModuleRoles.MODULES) {
            makeDatabase(name);
        }
        try (var board = launch("posts", "--seed=tutorial")) {
            board.awaitReady();
            EveningIT.succeeds(board);
            makeDatabase(COPY);
            copyPosts(board.adminPort());
            try (var copy = launch(COPY, "--modules=posts")) {
                copy.awaitReady();
                for (var path : List.of("/api/posts", "/api/posts/changes")) {
                    assertThat(copy.get(path).body()).isEqualTo(board.get(path).body());
                }
            }
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
        assertThat(command("moderator", "add", "bubblegum").code()).isZero();
        assertThat(command("moderator", "list").out()).contains("bubblegum");
        for (var name : ModuleRoles.MODULES) {
            assertTriggersWorked(name);
            assertCannotUseOthers(name);
        }
        assertThat(folder.resolve("data")).isEmptyDirectory();
    }

    @Test
    void canBeSchemasOfOneDatabase() throws Exception {
        makeDatabase("board");
        ModuleRoles.execute(server, "GRANT CONNECT ON DATABASE board TO PUBLIC");
        for (var name : ModuleRoles.MODULES) {
            execute("board", documented(1, name));
        }
        var options = BoardProcess.withDefaults(folder.resolve("data"), "--database=" + url("board"));
        try (var board = BoardProcess.launch(Artifact.built().command(options), logins("posts"))) {
            board.awaitReady();
            assertThat(Person.register(board, "bmo").statusCode()).isEqualTo(201);
        }
        assertThatThrownBy(() -> as("posts", "board", "SELECT * FROM users.account"))
                .hasMessageContaining("permission denied for schema users");
    }

    /** The file goes through the running board, and into a database that no board has open. */
    private void copyPosts(int adminPort) throws Exception {
        var file = folder.resolve("posts.ndjson").toString();
        var export = Refusal.of(
                Artifact.built().command("export", "posts", "--to=" + file, "--admin-port=" + adminPort), Map.of());
        assertThat(export.code()).as(export.err()).isZero();
        var ownExport = command("export", "posts");
        assertThat(ownExport.code()).as(ownExport.err()).isZero();
        assertThat(rows(ownExport.out())).isEqualTo(rows(Files.readString(Path.of(file))));
        var copied = commandWith(COPY, "import", "posts", "--from=" + file);
        assertThat(copied.code()).as(copied.err()).isZero();
        var again = commandWith(COPY, "import", "posts", "--from=" + file);
        assertThat(again.err()).contains("has rows already");
    }

    private static List<String> rows(String export) {
        return export.lines().filter(line -> line.startsWith("{\"post\":")).toList();
    }

    private void makeDatabase(String name) throws IOException, SQLException {
        execute("postgres", documented(0, name));
    }

    /** Returns the statements of a block of the document, for another name than posts. */
    private static List<String> documented(int block, String name) throws IOException {
        return Document.sql("docs/running.md").get(block).stream()
                .map(statement -> statement.replaceAll("\\bposts\\b", name))
                .toList();
    }

    private void assertTriggersWorked(String module) throws SQLException {
        assertThat(as(module, module, "SELECT COUNT(*) FROM information_schema.triggers"))
                .isNotEqualTo("0");
        assertThat(as(module, module, "SELECT COUNT(*) FROM " + module + ".deleted_row") + " of " + module)
                .isNotEqualTo("0 of threads")
                .isNotEqualTo("0 of posts");
        assertThat(as(module, module, "SELECT COUNT(*) FROM " + module + ".feed WHERE revision < 2"))
                .isEqualTo("0");
        assertThat(as(module, module, "SELECT COUNT(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
    }

    private void assertCannotUseOthers(String role) throws SQLException {
        assertThat(as(
                        role,
                        role,
                        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
                                + " FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThat(as(role, role, "SELECT COUNT(*) FROM pg_auth_members WHERE member = current_user::regrole"))
                .isEqualTo("0");
        for (var other : ModuleRoles.MODULES) {
            if (!other.equals(role)) {
                assertThatThrownBy(() -> as(role, other, "SELECT 1"))
                        .hasMessageContaining("permission denied for database \"" + other + "\"");
            }
        }
    }

    /** Executes a statement as a role in a database, and returns the first value. */
    private String as(String role, String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), role, PASSWORD);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String database, List<String> statements) throws SQLException {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private BoardProcess launch(String posts, String... options) throws IOException {
        var all = BoardProcess.withDefaults(folder.resolve("data"), options);
        return BoardProcess.launch(Artifact.built().command(all), environment(posts));
    }

    private Refusal command(String... words) throws Exception {
        return commandWith("posts", words);
    }

    private Refusal commandWith(String posts, String... words) throws Exception {
        var all = List.of("--admin-port=0", "--data=" + folder.resolve("data"));
        var command = Stream.concat(List.of(words).stream(), all.stream());
        return Refusal.of(Artifact.built().command(command.toArray(String[]::new)), environment(posts));
    }

    /** @param posts the database of that module */
    private Map<String, String> environment(String posts) {
        var environment = new HashMap<>(logins(posts));
        environment.put(
                "BANYAN_DATABASE",
                ModuleRoles.MODULES.stream()
                        .map(module -> module + "=" + url(module.equals("posts") ? posts : module))
                        .collect(Collectors.joining(",")));
        return environment;
    }

    private static Map<String, String> logins(String posts) {
        var logins = new HashMap<String, String>();
        for (var module : ModuleRoles.MODULES) {
            var end = "_" + module.toUpperCase(Locale.ROOT);
            logins.put("BANYAN_DATABASE_USER" + end, module.equals("posts") ? posts : module);
            logins.put("BANYAN_DATABASE_PASSWORD" + end, PASSWORD);
        }
        return logins;
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }
}

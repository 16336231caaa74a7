package banyan.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import banyan.core.Seed;
import banyan.core.database.StoreException;
import banyan.core.web.problem.ProblemMapper;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements fail in all ways, and none of their values reaches the log or an operator. */
@Isolated("it reads all that is logged")
class SecretsTest {
    private static final String SECRET = "$argon2id$v=19$something private";

    private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ch.qos.logback.classic.Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void startLog() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.WARN); // a server in a test writes its own log there, with less
    }

    @AfterEach
    void stopLog() {
        root.setLevel(Level.OFF);
        root.detachAppender(log);
    }

    @Test
    void stayOutOfTheLogOverAFile(@TempDir Path folder) {
        try (var notes = Notes.open(folder, Seed.NONE)) {
            failInAllWays(notes);
        }
    }

    @Test
    void stayOutOfTheLogOverAServer() throws Exception {
        try (var server = NotesServer.start()) {
            try (var notes = server.open(Seed.NONE)) {
                notes.execute("""
                        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE 'could not extend file' USING ERRCODE = '53100', DETAIL = NEW.text; END $$
                        """);
                notes.execute("CREATE TABLE full_table (text VARCHAR)");
                notes.execute(
                        "CREATE TRIGGER fails BEFORE INSERT ON full_table FOR EACH ROW EXECUTE FUNCTION full_disk()");
                fail(notes, handle -> handle.execute("INSERT INTO full_table (text) VALUES (?)", SECRET));
                assertThat(log()).contains("could not extend file");
                failInAllWays(notes);
            }
        }
    }

    private void failInAllWays(Notes notes) {
        notes.execute("CREATE TABLE strict (text VARCHAR(40) NOT NULL UNIQUE, number BIGINT CHECK (number > 0))");
        notes.execute("INSERT INTO strict (text, number) VALUES ('" + SECRET + "', 1)");
        fail(notes, handle -> handle.execute("INSERT INTO strict (text, number) VALUES (?, 1)", SECRET));
        fail(notes, handle -> handle.execute("INSERT INTO strict (text, number) VALUES (?, 0)", "new " + SECRET));
        fail(notes, handle -> handle.execute("INSERT INTO strict (text) VALUES (?)", SECRET.repeat(9)));
        fail(notes, handle -> handle.execute("UPDATE strict SET number = CAST(? AS BIGINT)", SECRET));
        fail(notes, handle -> handle.execute("UPDATE strict SET number = CAST(text AS BIGINT)"));
        fail(notes, handle -> handle.execute("INSERT INTO missing (text) VALUES (?)", SECRET));
        fail(
                notes,
                handle -> handle.createUpdate("INSERT INTO strict (text) VALUES (:text)")
                        .bind("text", SECRET)
                        .execute());
        fail(
                notes,
                handle -> handle.createUpdate("INSERT INTO strict (text) VALUES (:one, :missing)")
                        .bind("one", SECRET)
                        .execute());
        fail(notes, handle -> {
            var batch = handle.prepareBatch("INSERT INTO strict (text) VALUES (?)");
            batch.add(SECRET).add(SECRET);
            return batch.execute().length;
        });
        fail(
                notes,
                handle -> handle.select("SELECT text FROM strict")
                        .mapTo(long.class)
                        .one());
        assertThat(log()).contains("INSERT INTO strict (text, number) VALUES (?, 1)", "SQLSTATE 23505");
        failToImport(notes);
    }

    /** Fails like a request: the mapper logs the failure. */
    private void fail(Notes notes, Function<Handle, ?> statement) {
        var failure = catchThrowableOfType(
                RuntimeException.class,
                () -> notes.database().write(transaction -> statement.apply(transaction.handle())));
        assertThat(failure).isNotNull();
        new ProblemMapper().toResponse(failure).close();
        assertThat(log()).doesNotContain("private").doesNotContain("argon2");
    }

    private static void failToImport(Notes notes) {
        var head = """
                {"banyan":1,"module":"notes","store":"7d9b8d0e-6ad7-4f5c-9c0f-1c3f3e0d1a11","release":1,"next":{}}
                """;
        for (var line : List.of(
                SECRET,
                "{\"note\":{\"id\":1,\"author\":\"" + SECRET + "\"}}",
                "{\"store\":{\"id\":\"" + SECRET + "\"}}",
                "{\"feed\":{\"position\":1,\"at\":\"" + SECRET + "\"}}",
                "{\"strict\":{\"text\":\"" + SECRET + SECRET + "\"}}",
                "{\"note\":{\"id\":1,\"author\":1,\"text\":\"a\"}}\n{\"note\":{\"id\":1,\"author\":1,\"text\":\""
                        + SECRET + "\"}}",
                "{\"" + SECRET + "\":{}}",
                "{\"note\":{\"" + SECRET + "\":1}}")) {
            var bytes = (head + line + "\n{\"end\":{}}\n").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> notes.data().importFrom(new ByteArrayInputStream(bytes), false))
                    .as(line)
                    .isInstanceOf(StoreException.class)
                    .satisfies(failure -> assertThat(getStackTrace(failure))
                            .doesNotContain("private")
                            .doesNotContain("argon2"));
        }
    }

    /** Returns the log with stack traces and causes. */
    private String log() {
        var layout = new PatternLayout();
        layout.setContext(logging);
        layout.setPattern("%msg %ex%n");
        layout.start();
        return log.list.stream().map(layout::doLayout).collect(Collectors.joining());
    }
}

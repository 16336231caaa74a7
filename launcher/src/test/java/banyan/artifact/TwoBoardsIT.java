package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two boards over one PostgreSQL server race: both reach their write before either may write. */
class TwoBoardsIT {
    private static final int POSTS = 40;

    private static final ExecutorService CLIENTS = Executors.newCachedThreadPool();

    private static EmbeddedPostgres server;
    private static BoardProcess one;
    private static BoardProcess other;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedPostgres.start();
        one = board(folder.resolve("one"));
        other = board(folder.resolve("other"));
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENTS.shutdownNow();
        one.close();
        other.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"prismo, PRISMO", "lemongrab, ｌｅｍｏｎｇｒａｂ"})
    void giveAUsernameToOneOfTwoSimultaneousRequests(String name, String likeIt) throws Exception {
        var responses = meeting("users", () -> Person.register(one, name), () -> Person.register(other, likeIt));
        assertThat(statuses(responses)).containsExactlyInAnyOrder(201, 409);
        assertThat(one.get("/api/users/by-username/" + name).statusCode()).isEqualTo(200);
    }

    @Test
    void acceptOneOfTwoEditsOfTheSameVersion() throws Exception {
        var author = newPerson("betty");
        var path = "/api/posts/" + posted(author, 1, "First.");
        var tag = author.get(path).headers().firstValue("ETag").orElseThrow();
        var there = author.at(other);
        var responses = meeting(
                "posts",
                () -> author.send("PATCH", path, "{\"text\":\"Second.\"}", "If-Match", tag),
                () -> there.send("PATCH", path, "{\"text\":\"Third.\"}", "If-Match", tag));
        assertThat(statuses(responses)).containsExactlyInAnyOrder(200, 412);
        var kept = responses.stream()
                .filter(response -> response.statusCode() == 200)
                .findFirst();
        assertThat(author.get(path, "Accept", Person.BOARD).body())
                .isEqualTo(kept.orElseThrow().body());
    }

    @Test
    void createOnePostForTwoRequestsWithOneKey() throws Exception {
        var author = newPerson("simon");
        var there = author.at(other);
        var post = "{\"thread\":1,\"text\":\"Once.\"}";
        var responses = meeting(
                "posts",
                () -> author.send("POST", "/api/posts", post, "Idempotency-Key", "once"),
                () -> there.send("POST", "/api/posts", post, "Idempotency-Key", "once"));
        assertThat(statuses(responses)).containsExactly(201, 201);
        assertThat(responses.get(0).body()).isEqualTo(responses.get(1).body());
    }

    /** Both have found the thread; it is deleted before they write. */
    @Test
    void keepNoPostOfAThreadThatIsDeletedMeanwhile() throws Exception {
        var author = newPerson("gunter");
        long thread = opened(author);
        var there = author.at(other);
        var post = "{\"thread\":%d,\"text\":\"Too late?\"}".formatted(thread);
        List<HttpResponse<String>> responses;
        try (var turn = turn("posts")) {
            var first = CLIENTS.submit(() -> author.send("POST", "/api/posts", post));
            var second = CLIENTS.submit(() -> there.send("POST", "/api/posts", post));
            Eventually.holds(() -> waiting("posts") == 2);
            assertThat(there.delete("/api/threads/" + thread).statusCode()).isEqualTo(204);
            turn.commit();
            responses = List.of(first.get(), second.get());
        }
        assertThat(statuses(responses)).isSubsetOf(201, 400);
        long posted = responses.stream()
                .filter(response -> response.statusCode() == 201)
                .count();
        Eventually.holds(() -> kinds(thread, "deleted") == posted && kinds(thread, "created") == posted);
        assertThat(one.get("/api/posts/in-thread/" + thread).body()).isEqualTo("[]");
    }

    /** Both have read the same feed entries before the first may apply them. */
    @Test
    void applyAFeedEntryOnce() throws Exception {
        var author = newPerson("ricardio");
        long thread = opened(author);
        var boards = List.of(author, author.at(other));
        try (var turn = turn("threads")) {
            for (int i = 0; i < POSTS; i++) {
                posted(boards.get(i % 2), thread, "Post " + i);
            }
            Eventually.holds(() -> waiting("threads") == 2);
            turn.commit();
        }
        Eventually.holds(() -> number("SELECT post_count FROM threads.thread WHERE id = " + thread) == POSTS);
        assertThat(number("SELECT derived FROM threads.thread WHERE id = " + thread))
                .isEqualTo(POSTS);
        assertThat(number("SELECT COUNT(*) FROM threads.thread_post WHERE thread = " + thread))
                .isEqualTo(POSTS);

        try (var turn = turn("posts")) {
            assertThat(author.delete("/api/threads/" + thread).statusCode()).isEqualTo(204);
            Eventually.holds(() -> waiting("posts") == 2);
            turn.commit();
        }
        Eventually.holds(() -> one.get("/api/posts/in-thread/" + thread).body().equals("[]"));
        Eventually.holds(() -> kinds(thread, "deleted") >= POSTS); // later, in steps
        assertThat(kinds(thread, "created")).isEqualTo(POSTS);
        assertThat(kinds(thread, "deleted")).isEqualTo(POSTS);
        var positions =
                feed().stream().map(entry -> entry.path("position").asLong()).toList();
        assertThat(positions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, positions.size()).boxed().toList());
    }

    private static BoardProcess board(Path data) throws Exception {
        var options = BoardProcess.withDefaults(data, "--seed=tutorial", "--database=" + ModuleRoles.url(server));
        var board = BoardProcess.launch(Artifact.built().command(options), Map.of("BANYAN_DATABASE_USER", "postgres"));
        board.awaitReady();
        return board;
    }

    /** Sends a request to both, and lets neither write before both wait for their turn. */
    private static List<HttpResponse<String>> meeting(
            String module, Callable<HttpResponse<String>> first, Callable<HttpResponse<String>> second)
            throws Exception {
        try (var turn = turn(module)) {
            var responses = List.of(CLIENTS.submit(first), CLIENTS.submit(second));
            Eventually.holds(() -> waiting(module) == 2);
            turn.commit();
            return List.of(responses.get(0).get(), responses.get(1).get());
        }
    }

    /** Holds the module's write lock until the commit. */
    private static Connection turn(String module) throws SQLException {
        var connection = server.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT position FROM " + module + ".feed_head FOR UPDATE");
        }
        return connection;
    }

    /** Returns how many connections of the module wait for their turn. */
    private static long waiting(String module) throws SQLException {
        return number(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'banyan "
                        + module + "'");
    }

    private static long number(String query) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static Person newPerson(String name) throws Exception {
        assertThat(Person.register(one, name).statusCode()).isEqualTo(201);
        return Person.signIn(one, name);
    }

    private static long opened(Person person) throws Exception {
        return Person.json(person.send("POST", "/api/threads", "{\"title\":\"A topic\"}"))
                .path("id")
                .asLong();
    }

    private static long posted(Person person, long thread, String text) throws Exception {
        var posted = person.send("POST", "/api/posts", "{\"thread\":%d,\"text\":\"%s\"}".formatted(thread, text));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        return Person.json(posted).path("id").asLong();
    }

    private static List<Integer> statuses(List<HttpResponse<String>> responses) {
        return responses.stream().map(HttpResponse::statusCode).toList();
    }

    private static long kinds(long thread, String kind) throws Exception {
        return feed().stream()
                .filter(entry -> entry.path("thread").asLong() == thread
                        && entry.path("kind").asText().equals(kind))
                .count();
    }

    private static List<JsonNode> feed() throws Exception {
        var all = new ArrayList<JsonNode>();
        Person.json(one.get("/api/posts/changes?limit=1000")).forEach(all::add);
        return all;
    }
}

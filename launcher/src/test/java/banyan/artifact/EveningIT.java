package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session of several users on the board, from registration to the deletion of a thread with its posts. */
class EveningIT {
    @TempDir
    private Path folder;

    @Test
    void succeeds() throws Exception {
        try (var board = BoardProcess.start(folder)) {
            succeeds(board);
        }
    }

    /** Each module has its own role without access to other schemas, and no module tries to use one. */
    @Test
    void succeedsOnPostgresqlWithOneRoleAModule() throws Exception {
        try (var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig("log_filename", "sql")
                .setServerConfig("log_statement", "all")
                .start()) {
            var roles = ModuleRoles.make(server, folder);
            var options = BoardProcess.withDefaults(
                    folder.resolve("data"), "--seed=tutorial", "--database=" + ModuleRoles.url(server));
            try (var board = BoardProcess.launch(Artifact.built().command(options), roles)) {
                board.awaitReady();
                succeeds(board);
            }
        }
        for (var module : ModuleRoles.MODULES) {
            var texts = SqlTexts.of(module, folder.resolve("server/log/sql.json"));
            System.out.println(module + ": " + texts.size() + " SQL texts");
            assertThat(texts).hasSizeGreaterThan(20).allMatch(text -> SqlTexts.isOnItsOwn(module, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM posts.post",
                "SELECT 1 FROM account JOIN \"posts\" . post ON TRUE",
                "SET search_path TO users, posts"
            })
    void wouldReportAStatementOnAnotherSchema(String text) {
        assertThat(SqlTexts.isOnItsOwn("users", text)).isFalse();
        assertThat(SqlTexts.isOnItsOwn("users", text.replace("posts", "users"))).isTrue();
    }

    /** Every kind of write that users and operators can do, and back to the tutorial's data. */
    static void succeeds(BoardProcess board) throws Exception {
        twoRegister(board);
        var bubblegum = Person.signIn(board, "bubblegum");
        var rainicorn = Person.signIn(board, "rainicorn");
        long thread = opened(bubblegum);
        long first = posted(bubblegum, thread, "Who comes to the candy ball?");
        long second = posted(rainicorn, thread, "I do!");
        long third = posted(bubblegum, thread, "Bring a friend.");
        theyPageThrough(rainicorn, thread, first, second, third);
        theyEditWhatIsTheirs(bubblegum, rainicorn, second);
        postsAreCounted(bubblegum, thread, 3);
        aModeratorRemovesOne(board, bubblegum, rainicorn, third);
        postsAreCounted(bubblegum, thread, 2);
        aNewKeySignsNobodyOut(board, rainicorn, thread);
        theThreadGoesAndItsPostsWithIt(bubblegum, rainicorn, thread, first);
        theTutorialIsAsItWas(board);
    }

    private static void twoRegister(BoardProcess board) throws Exception {
        var registered = Person.register(board, "Bubblegum");
        assertStatus(201, registered);
        assertThat(Person.json(registered).path("username").asText()).isEqualTo("bubblegum");
        assertThat(Person.json(registered).path("id").asLong()).isGreaterThan(100);
        assertThat(registered.headers().firstValue("Location"))
                .hasValue("users/" + Person.json(registered).path("id").asText());
        assertStatus(201, Person.register(board, "rainicorn"));
        assertStatus(409, Person.register(board, "RAINICORN"));
        assertStatus(409, Person.register(board, "finn")); // the tutorial's
    }

    private static long opened(Person person) throws Exception {
        var opened = person.send("POST", "/api/threads", "{\"title\":\"The candy ball\"}");
        assertStatus(201, opened);
        return Person.json(opened).path("id").asLong();
    }

    private static long posted(Person person, long thread, String text) throws Exception {
        var body = "{\"thread\":%d,\"text\":\"%s\"}".formatted(thread, text);
        var posted = person.send("POST", "/api/posts", body, "Idempotency-Key", text.replace(' ', '-'));
        assertStatus(201, posted);
        var again = person.send("POST", "/api/posts", body, "Idempotency-Key", text.replace(' ', '-'));
        assertThat(again.body()).isEqualTo(posted.body());
        assertThat(Person.json(posted).path("text").asText()).isEqualTo(text);
        return Person.json(posted).path("id").asLong();
    }

    private static void theyPageThrough(Person person, long thread, long... posts) throws Exception {
        var path = "/api/posts/in-thread/" + thread;
        var page = person.get(path + "?limit=2", "Accept", Person.BOARD);
        assertThat(Person.json(page).findValuesAsText("id"))
                .containsExactly(String.valueOf(posts[0]), String.valueOf(posts[1]));
        var link = page.headers().firstValue("Link").orElseThrow();
        assertThat(link).startsWith("<?").endsWith(">; rel=\"next\"");
        var next = person.get(path + link.substring(1, link.indexOf('>')), "Accept", Person.BOARD);
        assertThat(Person.json(next).findValuesAsText("id")).containsExactly(String.valueOf(posts[2]));
        assertThat(next.headers().firstValue("Link")).isEmpty();
    }

    private static void theyEditWhatIsTheirs(Person other, Person author, long post) throws Exception {
        var path = "/api/posts/" + post;
        var read = author.get(path, "Accept", Person.BOARD);
        var tag = read.headers().firstValue("ETag").orElseThrow();
        assertStatus(304, author.get(path, "Accept", Person.BOARD, "If-None-Match", tag));
        assertStatus(403, other.send("PATCH", path, "{\"text\":\"I do not!\"}"));
        assertStatus(403, other.delete(path));
        assertStatus(200, author.send("PATCH", path, "{\"text\":\"We do!\"}", "If-Match", tag));
        assertStatus(412, author.send("PATCH", path, "{\"text\":\"We do not!\"}", "If-Match", tag));
        assertThat(Person.json(author.get(path)).path("text").asText()).isEqualTo("We do!");
    }

    private static void postsAreCounted(Person person, long thread, int posts) throws Exception {
        await(() -> {
            var shown = Person.json(person.get("/api/threads/" + thread, "Accept", Person.BOARD));
            return shown.path("postCount").asInt() == posts
                    && shown.path("lastPostAt").isTextual();
        });
    }

    private static void aModeratorRemovesOne(BoardProcess board, Person author, Person moderator, long post)
            throws Exception {
        var path = "/api/posts/" + post;
        assertStatus(403, moderator.delete(path));
        var appointed = board.command("moderator", "{\"arguments\":[\"add\",\"Rainicorn\"]}");
        assertThat(appointed.body()).isEqualTo("{\"lines\":[\"rainicorn is a moderator.\"]}");
        assertStatus(204, moderator.delete(path));
        assertStatus(404, author.get(path));
        assertStatus(200, board.command("moderator", "{\"arguments\":[\"remove\",\"rainicorn\"]}"));
    }

    private static void aNewKeySignsNobodyOut(BoardProcess board, Person person, long thread) throws Exception {
        assertStatus(200, board.command("keys", "{\"arguments\":[\"rotate\"]}"));
        assertThat(Person.json(board.get("/api/users/keys")).path("keys")).hasSize(2);
        long post = posted(person, thread, "Still here.");
        assertStatus(204, person.delete("/api/posts/" + post));
        assertThat(Person.signIn(board, "bubblegum")
                        .delete("/api/posts/" + post)
                        .statusCode())
                .isEqualTo(404);
    }

    private static void theThreadGoesAndItsPostsWithIt(Person author, Person other, long thread, long post)
            throws Exception {
        assertStatus(403, other.delete("/api/threads/" + thread));
        assertStatus(204, author.delete("/api/threads/" + thread));
        assertStatus(404, author.get("/api/threads/" + thread));
        await(() -> other.get("/api/posts/in-thread/" + thread).body().equals("[]"));
        var gone = "/api/posts/" + post; // later than its thread, which is emptied in steps
        await(() -> other.get(gone).statusCode() == 404);
        assertStatus(404, other.get(gone));
        assertThat(other.send("POST", "/api/posts", "{\"thread\":%d,\"text\":\"Where?\"}".formatted(thread))
                        .statusCode())
                .isBetween(400, 499);
    }

    private static void theTutorialIsAsItWas(BoardProcess board) throws Exception {
        assertThat(board.get("/api/threads/2").body())
                .isEqualTo("{\"id\":2,\"title\":\"Party at the candy kingdom tomorrow\",\"createdBy\":3}");
        assertThat(board.get("/api/posts/in-thread/3").body()).isEqualTo("""
                [{"thread":3,"text":"I need a new guitar to play the most savory licks in Ooo","user":1}]""");
    }

    private static void assertStatus(int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(Person.json(response).path("status").asInt()).isEqualTo(status);
        }
    }

    /** Waits until a consumer has followed a feed. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}

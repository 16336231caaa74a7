package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker tries to take over a moderator, a deleted user or a sample user, and fails. */
class NamesIT {
    /** The name of the sample user pb is too short for new users. */
    private static final List<String> NAMES = List.of("rainicorn", "peppermint", "marceline", "finn", "pb", "jake");

    @TempDir
    private Path data;

    private BoardProcess board;
    private int attempts;

    @BeforeEach
    void start() throws Exception {
        board = BoardProcess.start(data, "--trusted-proxies=127.0.0.1/32");
    }

    @AfterEach
    void stop() {
        board.close();
    }

    @Test
    void cannotBeTakenFromACurrentOrDeletedUser() throws Exception {
        Person.register(board, "rainicorn");
        long left = Person.json(Person.register(board, "peppermint")).path("id").asLong();
        assertThat(moderator("add", "rainicorn")).isEqualTo(200);
        assertThat(moderator("add", "peppermint")).isEqualTo(200);
        var rainicorn = Person.signIn(board, "rainicorn");
        var peppermint = Person.signIn(board, "peppermint");
        assertThat(peppermint.delete("/api/users/" + left).statusCode()).isEqualTo(204);
        assertThat(rainicorn.delete("/api/users/4").statusCode()).isEqualTo(204); // jake of the sample rows
        var changes = board.get("/api/users/changes").body();

        for (var name : NAMES) {
            for (var form : List.of(name, name.toUpperCase(Locale.ROOT), wide(name))) {
                gets(name.equals("pb") ? 400 : 409, "/api/users", form, "\"a guess of twelve\"");
                gets(401, "/api/users/tokens", form, "\"a guess of twelve\"");
            }
            for (var password : List.of("\"\"", "\"" + name + "\"", "\"null\"", "\"$argon2id$\"")) {
                gets(401, "/api/users/tokens", name, password);
            }
            for (var password : List.of("null", "true", "[]", "{}")) {
                gets(400, "/api/users/tokens", name, password);
            }
            assertThat(moderator("add", name)).isEqualTo(name.equals("rainicorn") ? 200 : 404);
        }
        remainsNobody(peppermint, left);
        assertThat(board.get("/api/users/changes").body()).isEqualTo(changes);
        assertThat(board.command("moderator", "{\"arguments\":[\"list\"]}").body())
                .isEqualTo("{\"lines\":[\"rainicorn\"]}");
    }

    /** The deleted user still has a token that has not expired. */
    private static void remainsNobody(Person person, long id) throws Exception {
        assertThat(person.send("PATCH", "/api/users/" + id, "{\"name\":\"Back\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(person.delete("/api/users/2").statusCode()).isEqualTo(401);
        assertThat(person.send("POST", "/api/users/tokens", "").statusCode()).isEqualTo(401);
        Eventually.holds(() -> person.delete("/api/threads/2").statusCode() == 401);
        Eventually.holds(() -> person.delete("/api/posts/2").statusCode() == 401);
    }

    /** Sends each attempt from another address, to avoid the rate limits. */
    private void gets(int status, String path, String name, String password) throws Exception {
        attempts++;
        var account = "{\"username\":\"%s\",\"password\":%s}".formatted(name, password);
        var from = "203.0.113." + attempts;
        var response = Person.anonymous(board).send("POST", path, account, "X-Forwarded-For", from);
        assertThat(response.statusCode())
                .as("%s %s: %s", path, account, response.body())
                .isEqualTo(status);
    }

    private int moderator(String what, String name) throws Exception {
        return board.command("moderator", "{\"arguments\":[\"%s\",\"%s\"]}".formatted(what, name))
                .statusCode();
    }

    /** Returns the full-width form of a text. */
    private static String wide(String name) {
        return name.chars()
                .mapToObj(letter -> String.valueOf((char) (letter + 0xFEE0)))
                .collect(Collectors.joining());
    }
}

package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker guesses passwords over many connections while other users use the board. */
class GuessedPasswordsIT {
    private static final int GUESSES = 1_000;
    private static final int CONNECTIONS = 20;
    private static final String[] GUESSER = {"X-Forwarded-For", "203.0.113.9"};
    private static final String[] OTHER = {"X-Forwarded-For", "198.51.100.7"};

    @TempDir
    private Path data;

    private final AtomicInteger guessed = new AtomicInteger();

    @Test
    void areRejectedWhileOthersSignInAndRead() throws Exception {
        var guessing = Executors.newFixedThreadPool(CONNECTIONS);
        try (var board = BoardProcess.start(data, "--trusted-proxies=127.0.0.1/32", "--access-log=off")) {
            assertThat(Person.register(board, "betty").statusCode()).isEqualTo(201);
            assertThat(Person.register(board, "simon").statusCode()).isEqualTo(201);
            var feed = board.get("/api/users/changes").body();
            var guesses = Collections.nCopies(GUESSES, (Object) null).stream()
                    .map(one -> guessing.submit(() -> guess(board)))
                    .toList();
            int others = 0;
            while (!guesses.stream().allMatch(Future::isDone)) {
                int status = status(board, "simon", OTHER);
                assertThat(status).isIn(200, 429); // a slow machine has no capacity for the first sign-ins
                others += status == 200 ? 1 : 0;
                assertThat(board.get("/api/users/3").statusCode()).isEqualTo(200);
            }
            var statuses = new TreeMap<Integer, Integer>();
            for (var guess : guesses) {
                statuses.merge(guess.get(), 1, Integer::sum);
            }
            System.out.println("guesses by status: " + statuses + ", others signed in meanwhile: " + others);
            assertThat(statuses).containsOnlyKeys(401, 429);
            assertThat(statuses.get(401)).isLessThan(30);
            assertThat(status(board, "simon", OTHER)).isEqualTo(200);
            while (guess(board) != 429) {
                // A slow machine took so long that attempts are allowed again.
            }
            assertThat(status(board, "betty", GUESSER)).isEqualTo(429);
            assertThat(status(board, "betty", OTHER)).isEqualTo(200);
            assertThat(board.get("/api/users/changes").body()).isEqualTo(feed);
        } finally {
            guessing.shutdownNow();
        }
    }

    private int guess(BoardProcess board) throws Exception {
        var password = "a guess that is wrong " + guessed.incrementAndGet();
        return Person.requestToken(board, "betty", password, GUESSER).statusCode();
    }

    private static int status(BoardProcess board, String username, String... headers) throws Exception {
        return Person.requestToken(board, username, "the password of " + username, headers)
                .statusCode();
    }
}

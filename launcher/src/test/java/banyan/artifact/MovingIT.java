package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Modules move out of a monolith and back over one PostgreSQL server while clients read and write. */
@ResourceLock("processors")
class MovingIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final int RATE = CAMPAIGN ? 500 : 100;

    /** The pause between two moves. A campaign packs the moves of five minutes into one. */
    private static final Duration PACE = CAMPAIGN ? Duration.ofSeconds(5) : Duration.ofMillis(500);

    @Test
    void noRequestFailsAndNoPostIsLostOrDuplicated(@TempDir Path scratch) throws Exception {
        try (var server = EmbeddedPostgres.start();
                var monolith = board(server, scratch.resolve("monolith"), "all", Map.of())) {
            var back = new HashMap<String, String>();
            for (var module : ModuleRoles.MODULES) {
                back.put(module, Roots.address(monolith));
            }
            try (var posts = board(server, scratch.resolve("posts"), "posts", without(back, "posts"));
                    var users = board(server, scratch.resolve("users"), "users", without(back, "users"));
                    var threads = board(server, scratch.resolve("threads"), "threads", without(back, "threads"))) {
                var homes = Map.of("posts", posts, "users", users, "threads", threads);
                Person.register(monolith, "prismo");
                var load = new MovingLoad(Person.signIn(monolith, "prismo"), RATE);
                for (var module : List.of("posts", "posts", "users", "threads")) {
                    move(monolith, module, Roots.address(homes.get(module)));
                    move(monolith, module, "here");
                }
                var acknowledged = load.end();
                System.out.printf(
                        "%d requests over 8 moves, the longest took %d ms%n", load.responses(), load.longestMs());
                assertThat(load.failures()).isEmpty();
                assertThat(load.responses()).isGreaterThan(RATE);
                assertThat(texts(monolith)).containsExactlyInAnyOrderElementsOf(acknowledged);
            }
        }
    }

    private static void move(BoardProcess monolith, String module, String to) throws Exception {
        assertThat(Roots.command(monolith, "move", module, "--to", to)).isEqualTo("0 " + module + ": " + to);
        LockSupport.parkNanos(PACE.toNanos()); // the load continues this long at the new location
    }

    private static Map<String, String> without(Map<String, String> remotes, String module) {
        var others = new HashMap<>(remotes);
        others.remove(module);
        return others;
    }

    private static BoardProcess board(EmbeddedPostgres server, Path data, String modules, Map<String, String> remotes)
            throws Exception {
        var options = new ArrayList<>(List.of(BoardProcess.withDefaults(
                data, "--modules=" + modules, "--seed=tutorial", "--database=" + ModuleRoles.url(server))));
        remotes.forEach((module, address) -> options.add("--remote=" + module + "=" + address));
        var board = BoardProcess.launch(
                Artifact.built().command(options.toArray(String[]::new)), Map.of("BANYAN_DATABASE_USER", "postgres"));
        board.awaitReady();
        return board;
    }

    /** Returns the texts of all posts that were written during the moves. */
    private static List<String> texts(BoardProcess board) throws Exception {
        return Pages.all(Person.anonymous(board), "/api/posts/by-user/101").stream()
                .map(post -> post.path("text").asText())
                .toList();
    }
}

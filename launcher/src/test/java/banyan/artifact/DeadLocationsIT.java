package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module's requests go to a process that has died, and an operator moves them. */
class DeadLocationsIT {
    private static final String POST = "/api/posts/1";

    @Test
    void canBeLeftForTheSameData(@TempDir Path scratch) throws Exception {
        try (var server = EmbeddedPostgres.start();
                var roots = new Roots(scratch)) {
            var options = new String[] {"--modules=posts", "--seed=tutorial", "--database=" + ModuleRoles.url(server)};
            int port = Roots.free();
            int other = Roots.free();
            var to = Roots.address(other);
            var here = roots.start(port, options);
            var there = roots.start(other, options);
            for (int share : new int[] {10, 50, 100}) {
                assertThat(Roots.move(here, "{\"location\":\"" + to + "\",\"share\":" + share + "}"))
                        .startsWith("200 ");
            }
            there.kill();
            assertThat(place(here).path("responds").asBoolean(true)).isFalse();
            assertThat(place(here).path("failure").asText()).contains("cannot be reached");
            assertThat(Roots.command(here, "move", "posts", "--undo"))
                    .startsWith("0 posts: here\n  warning: Not back to here 50, " + to + " 50: The process at " + to);
            assertThat(here.get(POST).statusCode()).isEqualTo(200);
            assertThat(place(here).path("responds").asBoolean()).isTrue();

            there = roots.start(other, options);
            assertThat(Roots.move(here, "location", to)).startsWith("200 ");
            there.kill();
            here.kill();
            here = roots.start(port, options);
            assertThat(here.get(POST).statusCode()).isEqualTo(503);
            assertThat(Roots.command(here, "move", "posts", "--to", "here"))
                    .startsWith("0 posts: here\n  warning: The process at " + to + " cannot be reached")
                    .containsPattern(to + " was seen \\d+ \\w+ ago \\(20[^)]+\\) with the same data as here\\.");
            assertThat(here.get(POST).statusCode()).isEqualTo(200);

            var gateway = roots.start(Roots.free(), "--modules=none", "--remote=posts=" + Roots.address(here));
            var known = here;
            Eventually.holds(
                    () -> known.output().stream().anyMatch(line -> line.contains("GET /api/posts/contract 200")));
            roots.start(other, options);
            here.kill();
            assertThat(Roots.move(gateway, "location", to))
                    .startsWith("200 ")
                    .contains("The process at " + Roots.address(port) + " cannot be reached", "the same data as " + to);
            assertThat(gateway.get(POST).statusCode()).isEqualTo(200);
        }
    }

    private static JsonNode place(BoardProcess board) throws Exception {
        return new JsonMapper()
                .readTree(board.admin("/slots/posts").body())
                .path("places")
                .path(0);
    }
}

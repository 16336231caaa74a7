package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a module's data may get the module's requests as long as it is complete. */
class CopiedDataIT {
    private static final String POST = "{\"thread\":1,\"text\":\"Where is everybody?\"}";

    @TempDir
    private Path folder;

    @AutoClose
    private final Roots roots;

    CopiedDataIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    @Test
    void getsTheRequestsUntilAnEntryIsMissing() throws Exception {
        var original = roots.start(Roots.free(), "--modules=all");
        var to = Roots.address(original);
        var copy = roots.start(
                Roots.free(), "--modules=posts", "--seed=none", "--remote=users=" + to, "--remote=threads=" + to);
        var file = folder.resolve("posts");
        assertThat(Roots.command(original, "export", "posts", "--to=" + file)).startsWith("0");
        assertThat(Roots.command(copy, "import", "posts", "--from=" + file)).startsWith("0");
        assertThat(Roots.command(original, "move", "posts", "--to", Roots.address(copy), "--share", "10"))
                .startsWith("1 ")
                .contains("does not serve the same database as here", "(--other-data)");
        assertThat(Roots.move(original, "location", Roots.address(copy))).startsWith("200 ");
        assertThat(Roots.command(original, "move", "posts", "--undo")).isEqualTo("0 posts: here");

        Person.register(original, "bmo");
        var bmo = Person.signIn(original, "bmo");
        assertThat(bmo.send("POST", "/api/posts", POST).statusCode()).isEqualTo(201);
        assertThat(Roots.command(original, "move", "posts", "--to", Roots.address(copy)))
                .startsWith("1 ")
                .contains("1 entry is missing there", "Allow other data (--other-data) if that is meant");

        assertThat(Roots.command(original, "move", "posts", "--undo"))
                .startsWith("1 ")
                .contains("1 entry is missing there", "Allow other data (--other-data) if that is meant");
        assertThat(Roots.move(original, share(copy, 10))).startsWith("200 ");
        assertThat(bmo.at(copy).send("POST", "/api/posts", POST).statusCode()).isEqualTo(201);
        for (var place : new String[] {"here", Roots.address(copy)}) {
            assertThat(Roots.move(original, "location", place))
                    .startsWith("409 ")
                    .contains("1 entry is missing there");
        }
        assertThat(Roots.command(original, "move", "posts", "--undo"))
                .startsWith("0 posts: here\n  warning: The module posts at here serves a copy of the data at ")
                .contains("1 entry is missing there");
        assertThat(Roots.move(original, "location", Roots.address(copy)))
                .startsWith("409 ")
                .contains("1 entry is missing there", "It has 1 entry of its own instead: the two have diverged");
        assertThat(Roots.move(original, "{\"location\":\"" + Roots.address(copy) + "\",\"otherData\":true}"))
                .startsWith("200 ");
        Eventually.holds(() -> original.output().stream()
                .anyMatch(line -> line.contains("threads replays the feed of posts from its start")));
        Eventually.holds(() -> bmo.get("/api/threads/1", "Accept", Person.BOARD)
                .body()
                .contains("\"postCount\":"
                        + Person.json(bmo.get("/api/posts/in-thread/1")).size() + ","));

        assertThat(Roots.move(original, "location", "here")).startsWith("409 ");
        assertThat(Roots.move(original, "{\"location\":\"here\",\"otherData\":true}"))
                .startsWith("200 ");
    }

    private static String share(BoardProcess place, int percent) {
        return "{\"location\":\"" + Roots.address(place) + "\",\"share\":" + percent + ",\"otherData\":true}";
    }
}

package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.remote.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Moves that the launcher rejects, or asks the operator to confirm. */
@Execution(ExecutionMode.CONCURRENT)
class RejectedMovesIT {
    @AutoClose
    private final Roots roots;

    private final Path scratch;

    RejectedMovesIT(@TempDir Path scratch) {
        this.scratch = scratch;
        roots = new Roots(scratch);
    }

    @Test
    void areMovedToOtherDataOnlyIfConfirmed() throws Exception {
        var here = roots.start(Roots.free(), "--modules=all");
        var there = roots.start(Roots.free(), "--modules=posts");
        var to = Roots.address(there);
        assertThat(Roots.command(here, "move", "posts", "--to", to))
                .startsWith("1 ")
                .contains("serves other data (store " + Roots.store(there), "than at here (store " + Roots.store(here));
        assertThat(Roots.command(here, "slots")).isEqualTo("0 posts: here\nthreads: here\nusers: here");
        assertThat(Roots.command(here, "move", "posts", "--to", to, "--other-data"))
                .isEqualTo("0 posts: " + to);
        assertThat(Roots.store(here)).isEqualTo(Roots.store(there));
        assertThat(Roots.command(here, "move", "posts", "--to", to))
                .isEqualTo("0 posts: " + to + ": no change: the slot has this route already");
        assertThat(Roots.command(here, "move", "posts", "--undo"))
                .startsWith("0 posts: here\n  warning: The module posts at here serves other data");
        assertThat(Roots.store(here)).isNotEqualTo(Roots.store(there));
        assertThat(here.output())
                .anyMatch(line -> line.contains("posts moved by " + System.getProperty("user.name"))
                        && line.endsWith("from here to " + to));
    }

    @Test
    void areNotMovedToAnotherModule() throws Exception {
        var here = roots.start(Roots.free(), "--modules=all");
        var threads = roots.start(Roots.free(), "--modules=threads");
        assertThat(Roots.move(here, "location", Roots.address(threads)))
                .startsWith("409 ")
                .contains("does not host posts");
        assertThat(Roots.move(here, "location", Roots.address(here)))
                .startsWith("409 ")
                .contains("leads back to this process");
        assertThat(Roots.move(here, "location", Roots.address(Roots.free())))
                .startsWith("503 ")
                .contains("cannot be reached");
        assertThat(moveToPeerThatSends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", here))
                .contains("is not Banyan");
        assertThat(moveToPeerThatSends(
                        "HTTP/1.1 200 OK\r\nBanyan-Contract: posts/2\r\nContent-Length: 2\r\n\r\n{}", here))
                .contains("keeps the contract posts/2, and this launcher needs posts/1");
        assertThat(Roots.command(here, "move", "postz", "--to", "here"))
                .isEqualTo(
                        "2 banyan: move postz: there is no such module; the nearest is posts, and all are posts, threads, users");
        assertThat(Roots.command(here, "move", "posts", "--to", "localhost"))
                .startsWith("2 ")
                .contains("http://localhost:3001");
        assertThat(here.admin("/slots/posts").body()).contains("\"location\":\"here\"");
    }

    @Test
    void suggestAValidCommand() throws Exception {
        var here = roots.start(Roots.free(), "--modules=none");
        assertThat(Roots.command(here, "move", "posts", "--to", "localhost:3001"))
                .isEqualTo(
                        "2 banyan: --to localhost:3001: not an address; give one such as http://localhost:3001, or here");
        assertThat(Roots.command(here, "move", "posts", "--mirror", "localhost:3001"))
                .startsWith("2 banyan: --mirror localhost:3001: not an address");
        assertThat(Roots.move(here, "location", Roots.address(here.adminPort())))
                .startsWith("409 ")
                .contains("is an admin port, which has no modules: give the address of the board's own --port.");
        var putBack = movedToOneThatIsMovedHere(here);
        assertThat(putBack)
                .startsWith("409 ")
                .contains(
                        "The module posts was not moved to http://", "at the same moment", file(here) + " still says");
        assertThat(here.admin("/slots/posts").body()).contains("\"location\":\"vacant\"");
        try (var posts = new RawServer(RawServer.hanging())) {
            free(file(here));
            assertThat(Roots.move(here, "location", posts.address().toString())).startsWith("200 ");
            assertThat(Files.readString(file(here)))
                    .contains(posts.address().toString())
                    .doesNotContain(putBack.replaceFirst("(?s).* was not moved to ([^ ]*): .*", "$1"));
            assertThat(Roots.command(here, "move", "posts", "--undo")).isEqualTo("0 posts: vacant");
        }
        try (var posts = new RawServer(RawServer.hanging())) {
            var kept = file(here);
            block(kept);
            assertThat(Roots.move(here, "location", posts.address().toString()))
                    .startsWith("503 ")
                    .contains("The module posts is not moved: its new location cannot be written to " + kept);
            assertThat(here.admin("/slots/posts").body()).contains("\"location\":\"vacant\"");
        }
    }

    /** A process of an earlier release knows no probes: it responds three times, and then sends requests back. */
    private String movedToOneThatIsMovedHere(BoardProcess here) throws Exception {
        var requests = new AtomicInteger();
        try (var earlier = new RawServer((head, socket) -> {
            boolean isMoved = requests.incrementAndGet() > 3;
            if (isMoved) {
                block(file(here));
            }
            var behaviour = !isMoved
                    ? RawServer.hanging()
                    : RawServer.sending("HTTP/1.1 508 Loop Detected\r\nContent-Length: 2\r\n\r\n{}");
            behaviour.serve(head, socket);
        })) {
            return Roots.move(here, "location", earlier.address().toString());
        }
    }

    /** Prevents the board from writing the file. */
    private static void block(Path file) throws IOException {
        Files.createDirectories(next(file).resolve("obstacle"));
    }

    private static void free(Path file) throws IOException {
        Files.delete(next(file).resolve("obstacle"));
        Files.delete(next(file));
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    /** Returns the file in which a board stores its moves. */
    private Path file(BoardProcess board) {
        return scratch.resolve("at-" + board.port()).resolve("slots-" + board.port() + ".json");
    }

    /** Returns the output of a move to a process that sends this response to every request. */
    private static String moveToPeerThatSends(String response, BoardProcess here) throws Exception {
        try (var peer = new RawServer(RawServer.sending(response))) {
            return Roots.move(here, "location", peer.address().toString());
        }
    }
}

package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several launchers are told at the same moment to send a module's requests to each other. */
class OppositeMovesIT {
    private static final String POST = "/api/posts/1";
    private static final int ROUNDS = Boolean.getBoolean("banyan.campaign") ? 200 : 15;

    private final ExecutorService operators = Executors.newCachedThreadPool();

    @AutoClose
    private final Roots roots;

    OppositeMovesIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    @AfterEach
    void stop() {
        operators.shutdownNow();
    }

    @Test
    void acceptAllMovesButOne() throws Exception {
        var ring = new ArrayList<BoardProcess>();
        for (int i = 0; i < 3; i++) {
            ring.add(roots.start(Roots.free(), "--modules=posts", "--access-log=off"));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int size = 2; size <= ring.size(); size++) {
                var members = ring.subList(0, size);
                assertThat(moved(members)).as("accepted of " + size).isEqualTo(size - 1);
                for (var member : members) {
                    assertThat(member.get(POST).statusCode()).isEqualTo(200);
                }
                for (var member : members) {
                    assertThat(Roots.move(member, "{\"location\":\"here\",\"otherData\":true}"))
                            .startsWith("200 ");
                }
            }
        }
    }

    @Test
    void canLeaveALoopThatOptionsCreated() throws Exception {
        int one = Roots.free();
        int other = Roots.free();
        var first = roots.start(one, "--modules=posts", "--remote=posts=" + Roots.address(other));
        var second = roots.start(other, "--modules=posts", "--remote=posts=" + Roots.address(one));
        assertThat(first.get(POST).statusCode()).isEqualTo(508);
        Eventually.holds(() -> first.output().stream()
                .anyMatch(
                        line -> line.contains("Requests of posts end with 508 until one of these processes moves it")));
        assertThat(Roots.command(first, "slots"))
                .contains("posts: " + Roots.address(other) + " (does not respond: leads back to this process");
        assertThat(Roots.command(first, "move", "posts", "--to", "here"))
                .startsWith("0 posts: here\n  warning: The process at " + Roots.address(other) + " leads back");
        assertThat(first.get(POST).statusCode()).isEqualTo(200);
        assertThat(second.get(POST).statusCode()).isEqualTo(200);
        assertThat(Roots.command(first, "move", "posts", "--undo"))
                .startsWith("1 banyan: Not back to " + Roots.address(other))
                .contains("leads back to this process");
    }

    /**
     * Tells all launchers at once to send their requests to the next one in the ring, and counts the accepted moves.
     */
    private long moved(List<BoardProcess> ring) throws Exception {
        var together = new CyclicBarrier(ring.size());
        var moves = new ArrayList<Callable<String>>();
        for (int i = 0; i < ring.size(); i++) {
            var from = ring.get(i);
            var to = Roots.address(ring.get((i + 1) % ring.size()));
            moves.add(() -> {
                together.await();
                return Roots.move(from, "{\"location\":\"" + to + "\",\"otherData\":true}");
            });
        }
        long accepted = 0;
        for (var move : operators.invokeAll(moves)) {
            assertThat(move.get()).matches("(?s)(200|409) .*");
            accepted += move.get().startsWith("200 ") ? 1 : 0;
        }
        return accepted;
    }
}

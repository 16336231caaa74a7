package banyan.launcher.held;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.revision.DataRole.Kind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests writes while the role of their database changes. */
class ClosedDatabaseTest {
    private static final int ROUNDS = 5;
    private static final int WRITERS = 40;

    /** The fence is in the transaction of the write: a write before it is kept, and a later one has done nothing. */
    @Test
    void keepsEachWriteOnceThoughItClosesAndReopens(@TempDir Path folder) throws Exception {
        try (var posts = new StoredPosts(folder);
                var launcher = new ToyLauncher(folder, posts)) {
            posts.database().addRoleListener(role -> {
                if (role.kind() == Kind.HOME) {
                    launcher.slots().released("posts");
                }
            });
            var client = new ToyClient(launcher);
            long before = posts.written();
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                IntStream.range(0, WRITERS).forEach(i -> responses.add(client.post(String.valueOf(i))));
                posts.become(Kind.CLOSED);
                responses.add(client.post("1000"));
                ToyLauncher.await(() -> launcher.held().number() > 0);
                posts.become(Kind.HOME);
            }
            responses.forEach(
                    response -> assertThat(response.join().statusCode()).isEqualTo(200));
            assertThat(posts.written() - before).isEqualTo(responses.size());
            assertThat(launcher.outcome("expired")).isZero();
        }
    }
}

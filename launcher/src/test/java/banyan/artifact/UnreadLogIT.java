package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blocked log driver or a full pipe does not stop the board. */
class UnreadLogIT {
    /** Their log lines exceed the pipe and the queue in memory. */
    private static final int REQUESTS = 6_000;

    /** The number of requests sent before a response is read. */
    private static final int AT_ONCE = 50;

    @Test
    void delaysNoRequestAndNoStop(@TempDir Path data) throws Exception {
        int port = Roots.free();
        var process = new ProcessBuilder(Artifact.built()
                        .command(
                                "--modules=none",
                                "--port=" + port,
                                "--bind=127.0.0.1",
                                "--admin-port=0",
                                "--data=" + data))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Eventually.holds(() -> status(port) == 200);
            try (var client = new Client(port)) {
                var request = "GET /?" + "x".repeat(100) + " HTTP/1.1\r\nHost: board\r\n\r\n";
                for (int i = 0; i < REQUESTS; i++) {
                    if (i % AT_ONCE == 0) {
                        client.send(request.repeat(AT_ONCE));
                    }
                    assertThat(client.response().orElseThrow().status())
                            .as("request %d", i)
                            .isEqualTo(200);
                }
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int status(int port) {
        try (var client = new Client(port)) {
            return client.get("/").map(RawResponse::status).orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}

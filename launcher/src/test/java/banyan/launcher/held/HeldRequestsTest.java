package banyan.launcher.held;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests writes at a launcher whose own module refuses them. */
class HeldRequestsTest {
    private static final int LARGEST = 65_536;
    private static final int SOME = 100;

    @TempDir
    private Path oldFolder;

    @TempDir
    private Path newFolder;

    private final ToyPosts oldPosts = new ToyPosts("old", false);
    private final ToyPosts newPosts = new ToyPosts("new", true);
    private ToyLauncher old;
    private ToyLauncher other;
    private ToyClient client;

    @BeforeEach
    void start() throws IOException {
        old = new ToyLauncher(oldFolder, oldPosts);
        other = new ToyLauncher(newFolder, newPosts);
        client = new ToyClient(old);
    }

    @AfterEach
    void close() {
        old.close();
        other.close();
    }

    @Test
    void areWrittenHereOnceTheDatabaseReopens() throws Exception {
        var response = held("a");
        oldPosts.become(true);
        old.slots().released("posts");
        assertThat(response.join().body()).isEqualTo("old:a");
        assertThat(response.join().headers().map())
                .containsOnlyKeys("banyan-contract", "content-length", "content-type", "date");
        assertThat(old.held().number()).isZero();
    }

    @Test
    void areForwardedToTheNewHome() throws Exception {
        var response = held("a");
        old.placement().adopt("posts", 3, other.location());
        assertThat(response.join().body()).isEqualTo("new:a");
        assertThat(response.join().headers().allValues("banyan-contract")).hasSize(1);
        assertThat(oldPosts.written()).isEmpty();
    }

    /** Nobody told this launcher, such as of a database that several processes share. */
    @Test
    void areTriedAgainAfterAWhile() throws Exception {
        try (var eager = new ToyLauncher(newFolder, oldPosts, ToyLauncher.LONG, Duration.ofMillis(20))) {
            var response = new ToyClient(eager).post("a");
            oldPosts.awaitRefusals(3);
            oldPosts.become(true);
            assertThat(response.join().body()).isEqualTo("old:a");
            assertThat(oldPosts.written()).containsExactly("a");
        }
    }

    /** The change comes between a refusal and the moment when the request would begin to wait. */
    @Test
    void doNotWaitForAChangeThatHasHappened() {
        old.slots().host("posts", new ModuleState.Open((request, response) -> {
            old.placement().adopt("posts", 3, other.location());
            throw new BoardException(BoardException.Kind.NOT_HOME, "moved");
        }));
        assertThat(client.post("a").join().body()).isEqualTo("new:a");
    }

    @Test
    void succeedAllAndOnceWhileTheRoleChanges() throws Exception {
        oldPosts.become(true);
        var responses = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int round = 0; round < 4; round++) {
            oldPosts.become(false);
            int first = round * SOME;
            IntStream.range(first, first + SOME)
                    .mapToObj(String::valueOf)
                    .map(client::post)
                    .forEach(responses::add);
            oldPosts.awaitRefusals(SOME / 2);
            oldPosts.become(true);
            old.slots().released("posts");
        }
        responses.forEach(response -> assertThat(response.join().statusCode()).isEqualTo(200));
        assertThat(oldPosts.written())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 4 * SOME).mapToObj(String::valueOf).toList());
    }

    @Test
    void areRefusedAtOnceBeyondTheLimit() throws Exception {
        var responses = IntStream.range(0, HeldRequests.MOST)
                .mapToObj(i -> client.post(String.valueOf(i)))
                .toList();
        ToyLauncher.await(() -> old.held().number() == HeldRequests.MOST);
        var beyond = client.post("beyond").join();
        assertThat(beyond.statusCode()).isEqualTo(503);
        assertThat(beyond.headers().firstValue("Retry-After")).contains("1");
        assertThat(beyond.body()).contains("urn:banyan:problem:not-home", "too many requests wait");
        assertThat(old.outcome("rejected")).isEqualTo(1);
        oldPosts.become(true);
        old.slots().released("posts");
        responses.forEach(response -> assertThat(response.join().statusCode()).isEqualTo(200));
        assertThat(old.held().number()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void getTheRefusalInTheEnd(int oldest) throws Exception {
        try (var impatient = new ToyLauncher(newFolder, oldPosts, Duration.ofMillis(oldest), ToyLauncher.LONG)) {
            var response = new ToyClient(impatient).post("a").join();
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("Date")).isPresent();
            assertThat(response.body())
                    .contains("urn:banyan:problem:not-home", "Nothing was changed")
                    .doesNotContain("secret");
            assertThat(impatient.outcome("expired")).isEqualTo(1);
        }
    }

    @Test
    void getTheRefusalWhenTheirCallerWaitsNoLonger() {
        assertThat(client.post("a", "Banyan-Time-Left", "50").join().statusCode())
                .isEqualTo(503);
        assertThat(old.outcome("expired")).isEqualTo(1);
    }

    /** Until something is written, a client that has gone looks like one that has only ended its output. */
    @Test
    void areWrittenOnceAlthoughTheClientHasGone() throws Exception {
        try (var socket = old.connect()) {
            send(socket, post("a", "Content-Length: 1"));
            ToyLauncher.await(() -> old.held().number() == 1);
        }
        oldPosts.become(true);
        old.slots().released("posts");
        ToyLauncher.await(() -> oldPosts.written().equals(List.of("a")));
        assertThat(client.post("b").join().body()).isEqualTo("old:b");
        assertThat(oldPosts.written()).containsExactly("a", "b");
        assertThat(old.held().number()).isZero();
    }

    @Test
    void endWhenTheConnectionCloses() throws Exception {
        var response = held("a");
        old.closeConnections();
        ToyLauncher.await(() -> old.held().number() == 0);
        assertThat(old.outcome("gone")).isEqualTo(1);
        assertThat(response).failsWithin(Duration.ofSeconds(30));
        assertThat(oldPosts.written()).isEmpty();
    }

    @Test
    void endWhenTheProcessDrains() throws Exception {
        var response = held("a");
        old.drain();
        assertThat(response.join().statusCode()).isEqualTo(503);
        assertThat(response.join().body()).contains("urn:banyan:problem:not-home");
        assertThat(old.held().number()).isZero();
    }

    @Test
    void areNotHeldAfterTheDrain() {
        old.held().end();
        var response = client.post("a").join();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("is stopping");
        assertThat(old.outcome("drained")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 65536",
                "Transfer-Encoding: chunked",
                "Content-Length: 65536\r\nExpect: 100-continue"
            })
    void keepTheirBodiesAndTheirOrder(String framing) throws Exception {
        var text = "abcdefgh".repeat(LARGEST / 8);
        var body = framing.startsWith("T") ? "10000\r\n" + text + "\r\n0\r\n\r\n" : text;
        try (var socket = old.connect()) {
            send(socket, post(body, framing));
            send(socket, "GET /api/posts HTTP/1.1\r\nHost: a\r\n\r\n");
            send(socket, post("last", "Content-Length: 4\r\nConnection: close"));
            ToyLauncher.await(() -> old.held().number() == 1);
            assertThat(oldPosts.written()).isEmpty();
            oldPosts.become(true);
            old.slots().released("posts");
            var responses = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .replace("HTTP/1.1 100 Continue\r\n\r\n", "");
            assertThat(responses.split("HTTP/1.1 200 OK\r\n"))
                    .satisfiesExactly(
                            nothing -> assertThat(nothing).isEmpty(),
                            one -> assertThat(one).endsWith("\r\n\r\nold:" + text),
                            two -> assertThat(two).endsWith("\r\n\r\nold"),
                            three -> assertThat(three).endsWith("\r\n\r\nold:last"));
        }
        assertThat(oldPosts.written()).isEqualTo(List.of(text, "last"));
    }

    @Test
    void areRepeatedAsOftenAsTheHomeChanges() throws Exception {
        newPosts.become(false);
        var response = held("a");
        old.placement().adopt("posts", 3, other.location());
        newPosts.awaitRefusals(1);
        oldPosts.become(true);
        old.placement().adopt("posts", 5, Location.HERE);
        other.placement().adopt("posts", 5, old.location());
        assertThat(response.join().body()).isEqualTo("old:a");
        assertThat(oldPosts.written()).containsExactly("a");
    }

    /** A write that is held by now. */
    private CompletableFuture<HttpResponse<String>> held(String text, String... headers) {
        var response = client.post(text, headers);
        ToyLauncher.await(() -> old.held().number() == 1);
        return response;
    }

    private static String post(String body, String headers) {
        return "POST /api/posts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n" + headers + "\r\n\r\n" + body;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}

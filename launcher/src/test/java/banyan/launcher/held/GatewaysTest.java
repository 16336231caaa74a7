package banyan.launcher.held;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.remote.RawServer;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a gateway learns the new home of a module's data, and from whom. */
class GatewaysTest {
    private static final String HOME = "Banyan-Home";
    private static final String CONTRACT = "{\"module\":\"posts\",\"contract\":1}";
    private static final String LAUNCHER = "Banyan-Hops";

    @TempDir
    private Path folder;

    private final ToyPosts posts = new ToyPosts("old", true);
    private RawServer home;
    private ToyLauncher old;
    private ToyLauncher gateway;
    private ToyClient client;

    @BeforeEach
    void start() throws IOException {
        home = new RawServer(RawServer.responding("posts/1", 200, CONTRACT));
        old = new ToyLauncher(folder.resolve("old"), posts);
        gateway = ToyLauncher.gateway(folder.resolve("gateway"), old.address(), ToyLauncher.LONG);
        client = new ToyClient(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
        old.close();
        home.close();
    }

    @Test
    void learnsTheNewHomeFromItsFirstRequestThroughTheOldOne() {
        assertThat(client.post("a").join().body()).isEqualTo("old:a");
        assertThat(gateway.slot().home()).isEmpty();
        old.placement().adopt("posts", 3, at(home));
        assertShownToNobody(client.post("b").join());
        ToyLauncher.await(() -> gateway.slot().home().isPresent());
        assertThat(gateway.slot().home()).contains(new KnownHome(3, at(home)));
        assertThat(gateway.slot().route()).isEqualTo(Route.to(at(home)));
    }

    @Test
    void learnsItFromTheCallOfAPort() {
        old.placement().adopt("posts", 3, at(home));
        home.become((head, socket) -> RawServer.responding("posts/1", head.contains("/contract ") ? 200 : 404, CONTRACT)
                .serve(head, socket));
        ToyLauncher.await(() -> {
            assertThat(gateway.port().find(7)).isEmpty();
            return gateway.slot().home().isPresent();
        });
        assertThat(gateway.slot().route()).isEqualTo(Route.to(at(home)));
    }

    /** The old home does not hold it any more, such as when it drains; so the gateway does. */
    @Test
    void holdsWhatItsPeerRefuses() {
        posts.become(false);
        old.held().end();
        var response = client.post("a");
        ToyLauncher.await(() -> gateway.held().number() == 1);
        posts.become(true);
        gateway.slots().released("posts");
        assertThat(response.join().body()).isEqualTo("old:a");
        assertShownToNobody(response.join());
        assertThat(posts.written()).containsExactly("a");
    }

    @Test
    void sendsWhatItsPeerRefusesToTheHomeThatThePeerNames() {
        home.become((head, socket) -> {
            var is = head.contains("/contract ") ? CONTRACT : "{\"at\":\"home\"}";
            RawServer.responding("posts/1", 200, is).serve(head, socket);
        });
        var refusing = refusing("posts; epoch=4; address=\"" + home.address() + "\"; refused");
        try (var peer = refusing) {
            gateway.slots().route("posts", Route.to(at(peer)));
            assertThat(client.post("a").join().body()).isEqualTo("{\"at\":\"home\"}");
            assertThat(gateway.slot().home()).contains(new KnownHome(4, at(home)));
        }
    }

    @Test
    void givesUpInTheEnd() throws Exception {
        try (var peer = refusing("posts; epoch=4; refused");
                var impatient = ToyLauncher.gateway(folder.resolve("impatient"), peer.address(), Duration.ZERO)) {
            var response = new ToyClient(impatient).post("a").join();
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("urn:banyan:problem:not-home");
            assertShownToNobody(response);
            assertThat(impatient.outcome("expired")).isEqualTo(1);
        }
    }

    /** Only a whole refusal says that nothing was done. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | posts; epoch=4",
                "503 | users; epoch=4; refused",
                "503 | posts; epoch=4; refused; more",
                "200 | posts; epoch=4; refused",
                "500 | posts; epoch=4; refused"
            })
    void forwardsAnyOtherResponse(int status, String header) {
        try (var peer = responding(status, header)) {
            gateway.slots().route("posts", Route.to(at(peer)));
            var response = client.post("a").join();
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).isEqualTo("{\"from\":\"peer\"}");
            assertShownToNobody(response);
            assertThat(peer.heads()).hasSize(1);
        }
    }

    @Test
    void ignoresAnEpochThatItKnows() {
        gateway.placement().adopt("posts", 3, old.location());
        for (var header : new String[] {"posts; epoch=3", "posts; epoch=2"}) {
            try (var peer = responding(200, header + "; address=\"" + home.address() + "\"")) {
                gateway.slots().route("posts", Route.to(at(peer)));
                assertThat(client.post("a").join().statusCode()).isEqualTo(200);
            }
        }
        assertNothingLearned(3);
    }

    /** The peer of a slot may have been replaced while its response was on the way. */
    @Test
    void ignoresAPeerThatTheSlotDoesNotName() throws Exception {
        try (var peer = new RawServer((head, socket) -> {
            gateway.slots().route("posts", Route.to(old.location()));
            responding(head, socket, "posts; epoch=9; address=\"" + home.address() + "\"");
        })) {
            gateway.slots().route("posts", Route.to(at(peer)));
            assertThat(client.post("a").join().statusCode()).isEqualTo(200);
        }
        assertNothingLearned(0);
    }

    @Test
    void ignoresAMirror() {
        try (var mirror = responding(200, "posts; epoch=9; address=\"" + home.address() + "\"")) {
            gateway.slots()
                    .route("posts", new Route(Route.to(old.location()).weights(), Optional.of(mirror.address())));
            assertThat(client.get().body()).isEqualTo("old");
            ToyLauncher.await(
                    () -> gateway.slot().mirror().orElseThrow().report().different() == 1);
        }
        assertNothingLearned(0);
    }

    /** Requests would go to a place from which no response comes. */
    @Test
    void staysBehindTheOldHomeWhereItCannotReachTheNewOne() throws Exception {
        home.become(RawServer.responding("users/1", 200, CONTRACT));
        old.placement().adopt("posts", 3, at(home));
        assertThat(client.get().statusCode()).isEqualTo(200);
        ToyLauncher.await(() -> home.heads().stream().anyMatch(head -> head.contains("/contract ")));
        assertThat(gateway.slot().route()).isEqualTo(Route.to(old.location()));
        home.become(RawServer.responding("posts/1", 200, CONTRACT));
        ToyLauncher.await(() -> {
            client.get();
            return gateway.slot().home().isPresent();
        });
        assertThat(gateway.slot().route()).isEqualTo(Route.to(at(home)));
    }

    @Test
    void neitherAcceptsTheHeaderFromAClientNorForwardsIt() {
        home.become(RawServer.responding("posts/1", 200, "{}"));
        gateway.slots().route("posts", Route.to(at(home)));
        var forged = "posts; epoch=9; address=\"" + old.address() + "\"";
        assertThat(client.post("a", HOME, forged, LAUNCHER, "1").join().statusCode())
                .isEqualTo(200);
        assertThat(home.heads()).hasSize(1).noneMatch(head -> head.contains(HOME));
        assertThat(gateway.slot().home()).isEmpty();
    }

    @Test
    void showsTheHeaderToLaunchersOnly() {
        var direct = new ToyClient(old);
        old.placement().adopt("posts", 3, at(home));
        assertThat(direct.get(LAUNCHER, "1").headers().allValues(HOME))
                .containsExactly("posts; epoch=3; address=\"" + home.address() + "\"");
        assertShownToNobody(direct.get());
        old.held().end();
        posts.become(false);
        old.placement().adopt("posts", 4, Location.HERE);
        var refused = direct.post("a", LAUNCHER, "1").join();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().allValues(HOME)).containsExactly("posts; epoch=4; refused");
        assertShownToNobody(direct.post("a").join());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void obeysALaterMoveUntilTheHomeChangesAgain(int epoch) {
        gateway.placement().adopt("posts", 3, at(home));
        var back = new SlotInput(old.address().toString(), null, null, null, true, null, "simon");
        gateway.slots().route("posts", Route.to(old.location()));
        assertThat(gateway.placement().move("posts", back).isChanged()).isFalse();
        old.placement().adopt("posts", epoch, at(home));
        assertThat(client.get().statusCode()).isEqualTo(200);
        if (epoch == 3) {
            assertNothingLearned(3);
        } else {
            ToyLauncher.await(() -> gateway.slot().epoch() == 4);
        }
    }

    private void assertNothingLearned(long epoch) {
        assertThat(gateway.slot().epoch()).isEqualTo(epoch);
        assertThat(home.heads())
                .as("no handshake with the home that was named")
                .noneMatch(head -> head.contains("/contract "));
    }

    private static void assertShownToNobody(HttpResponse<String> response) {
        assertThat(response.headers().firstValue(HOME)).isEmpty();
    }

    private static RawServer refusing(String header) {
        return responding(503, header);
    }

    private static RawServer responding(int status, String header) {
        try {
            return new RawServer(RawServer.responding("posts/1", status, "{\"from\":\"peer\"}", HOME + ": " + header));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void responding(String head, Socket socket, String header) throws Exception {
        RawServer.responding("posts/1", 200, "{}", HOME + ": " + header).serve(head, socket);
    }

    private static Location at(RawServer server) {
        return Location.at(server.address());
    }
}

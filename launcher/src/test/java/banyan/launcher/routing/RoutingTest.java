package banyan.launcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.contract.Contract;
import banyan.launcher.http.LocalApplication;
import banyan.launcher.http.RequestContext;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.Peers;
import banyan.launcher.routing.Decision.Effects;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about requests, without a server. */
class RoutingTest {
    private static final URI OTHER = URI.create("http://localhost:3001");
    private static final String CONTRACT = "/api/posts/contract";
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final LocalApplication POSTS = (request, response) -> {};

    private final Peers peers = new Peers(1);
    private final Slots slots = new Slots(List.of("posts", "users"), peers);
    private final Routing routing = new Routing(new StickyRouting(() -> ID));

    @AfterEach
    void close() {
        peers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/"})
    void servesTheStatusOfTheBoard(String path) {
        assertThat(decide(path)).isInstanceOf(Decision.Status.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "/apis/posts", "/API/posts"})
    void rejectsAPathWithoutAModule(String path) {
        assertThat(decide(path))
                .isEqualTo(new Decision.Reject("", "here", "There is nothing at this path; the board is under /api."));
    }

    @Test
    void rejectsAnUnknownModule() {
        slots.host("posts", new ModuleState.Open(POSTS));
        assertThat(decide("/api/polls/1"))
                .isEqualTo(new Decision.Reject("", "here", "There is no module polls; this process hosts posts."));
    }

    @Test
    void rejectsAModuleWithoutALocation() {
        assertThat(decide("/api/posts/1"))
                .isEqualTo(new Decision.Reject(
                        "posts", "vacant", "The module posts is not hosted here; this process hosts none."));
    }

    @Test
    void servesARequestFromAModuleInThisProcess() {
        slots.host("posts", new ModuleState.Open(POSTS));
        slots.route("posts", Route.to(Location.HERE));
        assertThat(decide("/api/posts/1")).isEqualTo(new Decision.Local("posts", POSTS, Effects.NONE, slot()));
    }

    @Test
    void reportsAModuleThatIsNotOpenYet() {
        slots.host("posts", new ModuleState.Opening());
        slots.route("posts", Route.to(Location.HERE));
        assertThat(decide("/api/posts/1"))
                .isEqualTo(new Decision.Closed(
                        "posts", "The module posts is still opening; try again in a second.", Effects.NONE));
    }

    @Test
    void forwardsToAnotherProcess() {
        slots.route("posts", Route.to(Location.at(OTHER)));
        var decision = decide("/api/posts/1");
        assertThat(decision).isEqualTo(new Decision.Forward("posts", OTHER, Effects.NONE, slot()));
        assertThat(decision.location()).isEqualTo(OTHER.toString());
    }

    /** Neither a client nor the home itself is told, nor anybody after a later move. */
    @Test
    void tellsLaunchersOfAHomeElsewhere() {
        var launcher = Map.of("Banyan-Hops", "1");
        slots.adopt("posts", new KnownHome(5, Location.at(OTHER)), Route.to(Location.at(OTHER)));
        assertThat(effects(decide("/api/posts/1", launcher)).home())
                .contains(new HomeHeader("posts", 5, Optional.of(OTHER), false));
        assertThat(effects(decide("/api/posts/1"))).isEqualTo(Effects.NONE);
        slots.route("posts", Route.to(Location.at(URI.create("http://localhost:3002"))));
        assertThat(effects(decide("/api/posts/1", launcher)).home()).isEmpty();
        slots.host("posts", new ModuleState.Open(POSTS));
        slots.adopt("posts", new KnownHome(6, Location.HERE), Route.to(Location.HERE));
        assertThat(decide("/api/posts/1", launcher))
                .isInstanceOfSatisfying(
                        Decision.Local.class,
                        local -> assertThat(local.effects().home()).isEmpty());
    }

    @Test
    void givesAnUnknownClientAnIdThatKeepsItsLocation() {
        split();
        var first = decide("/api/posts/1");
        assertThat(effects(first).newClientId()).hasValue(ID.toString());
        var next = decide("/api/posts/1", Map.of("Cookie", "banyan_client=" + ID));
        assertThat(next.location()).isEqualTo(first.location());
        assertThat(effects(next).newClientId()).isEmpty();
    }

    @Test
    void givesALauncherNoId() {
        split();
        assertThat(effects(decide("/api/posts/1", Map.of("Banyan-Hops", "1"))).newClientId())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1", "many", ""})
    void findsALoopByTheHops(String hops) {
        slots.route("posts", Route.to(Location.at(OTHER)));
        assertThat(decide("/api/posts/1", Map.of("Banyan-Hops", hops)))
                .isEqualTo(new Decision.Loop("posts", Optional.empty()));
    }

    @Test
    void findsALoopByItsOwnProbe() {
        slots.route("posts", Route.to(Location.at(OTHER)));
        var headers = Map.of("Banyan-Asking", Contract.PROCESS.toString(), "Banyan-Moving", "none");
        assertThat(decide(CONTRACT, headers))
                .isInstanceOfSatisfying(
                        Decision.Loop.class, loop -> assertThat(loop.probe()).isPresent());
    }

    @Test
    void relaysAProbeOfAnotherProcess() {
        slots.route("posts", Route.to(Location.at(OTHER)));
        var headers = Map.of("Banyan-Asking", UUID.randomUUID().toString(), "Banyan-Moving", "none");
        assertThat(decide(CONTRACT, headers))
                .isInstanceOfSatisfying(
                        Decision.RelayProbe.class,
                        relay -> assertThat(relay.module()).isEqualTo("posts"));
        assertThat(decide("/api/posts/1", headers)).isInstanceOf(Decision.Forward.class);
    }

    private Slot slot() {
        return slots.of("posts").orElseThrow();
    }

    private void split() {
        var weights =
                new TreeMap<>(Map.of(Location.at(OTHER), 50, Location.at(URI.create("http://localhost:3002")), 50));
        slots.route("posts", new Route(weights, Optional.empty()));
    }

    private static Effects effects(Decision decision) {
        return ((Decision.Forward) decision).effects();
    }

    private Decision decide(String path) {
        return decide(path, Map.of());
    }

    private Decision decide(String path, Map<String, String> headers) {
        var sent = new MimeHeaders();
        headers.forEach((name, value) -> sent.addValue(name).setString(value));
        return routing.decide(
                new RequestContext(Method.GET, path, null, sent, InetAddress.getLoopbackAddress()), slots);
    }
}

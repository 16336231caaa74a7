package banyan.launcher.slots.placement;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.contract.Contract;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.config.Option;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.remote.Peers;
import banyan.launcher.replica.Replicas;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how a slot follows the home of its module's data. */
class AdoptedHomeTest {
    private static final Location B = Location.at(URI.create("http://127.0.0.1:3001"));
    private static final Location C = Location.at(URI.create("http://127.0.0.1:3002"));

    private static final UUID DATA = UUID.randomUUID();

    @TempDir
    private Path folder;

    private final Peers peers = new Peers(1);
    private final List<String> reported = new ArrayList<>();
    private Slots slots;
    private Placement placement;

    @BeforeEach
    void start() {
        slots = new Slots(List.of("posts", "users"), peers);
        var hosted = new TreeSet<>(List.of("posts", "users"));
        var options = new OptionsReader(Map.of(Option.DATA, folder.toString()), Map.of()).options();
        placement = new Placement(
                options,
                hosted,
                slots,
                peers,
                module -> Optional.of(new Contract(module, Contract.VERSION, DATA, Contract.PROCESS, 1L, List.of())),
                new Replicas(options, peers));
        hosted.forEach(module -> slots.host(module, new ModuleState.Open((request, response) -> {})));
        reported.clear();
        slots.addListener(reported::add);
    }

    @AfterEach
    void close() {
        peers.close();
    }

    @Test
    void routesTheModuleToItsNewHome() {
        assertThat(placement.adopt("posts", 3, B)).isTrue();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
        assertThat(slot("posts").home()).contains(new KnownHome(3, B));
        assertThat(slot("users").route()).isEqualTo(Route.to(Location.HERE));
        assertThat(reported).containsExactly("posts");
    }

    @Test
    void ignoresAnEpochThatIsNotNewer() {
        placement.adopt("posts", 3, B);
        reported.clear();
        assertThat(placement.adopt("posts", 3, C)).isFalse();
        assertThat(placement.adopt("posts", 2, C)).isFalse();
        assertThat(placement.adopt("polls", 4, C)).isFalse();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
        assertThat(reported).isEmpty();
    }

    @Test
    void dropsAShareAndKeepsTheMirror() {
        var mirror = URI.create("http://127.0.0.1:3003");
        slots.route("posts", new Route(new TreeMap<>(Map.of(Location.HERE, 50, B, 50)), Optional.of(mirror)));
        placement.adopt("posts", 3, C);
        assertThat(slot("posts").route()).isEqualTo(new Route(Route.to(C).weights(), Optional.of(mirror)));
        placement.adopt("posts", 4, Location.at(mirror));
        assertThat(slot("posts").route()).as("a home is not its own mirror").isEqualTo(Route.to(Location.at(mirror)));
    }

    @Test
    void keepsTheHomeOverARestart() {
        placement.adopt("posts", 3, B);
        placement.adopt("users", 2, Location.HERE);
        start();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
        assertThat(slot("posts").home()).contains(new KnownHome(3, B));
        assertThat(slot("users").home()).contains(new KnownHome(2, Location.HERE));
        assertThat(placement.adopt("posts", 3, C)).isFalse();
    }

    @Test
    void keepsTheEpochOverALaterMove() {
        placement.adopt("posts", 3, B);
        var move = new SlotInput("here", null, null, null, true, null, "simon");
        assertThat(placement.move("posts", move).isChanged()).isTrue();
        assertThat(slot("posts").route()).isEqualTo(Route.to(Location.HERE));
        start();
        assertThat(slot("posts").route()).isEqualTo(Route.to(Location.HERE));
        assertThat(placement.adopt("posts", 3, B))
                .as("the move is later than this epoch")
                .isFalse();
        assertThat(placement.adopt("posts", 4, B)).isTrue();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
    }

    @Test
    void readsAFileOfAnEarlierRelease() throws Exception {
        Files.writeString(file(), """
                {"posts":{"weights":{"http://127.0.0.1:3001":100},"by":"simon","at":"2026-01-01T00:00:00Z",
                "before":{"weights":{"here":100}}}}
                """);
        start();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
        assertThat(slot("posts").epoch()).isZero();
        assertThat(placement.adopt("posts", 1, C)).isTrue();
    }

    /** The requests must not stay where they are refused. */
    @Test
    void followsTheHomeThoughTheFileCannotBeWritten() throws Exception {
        Files.createDirectories(
                file().resolveSibling(file().getFileName() + ".next").resolve("in-the-way"));
        assertThat(placement.adopt("posts", 3, B)).isTrue();
        assertThat(slot("posts").route()).isEqualTo(Route.to(B));
    }

    @Test
    void reportsADatabaseThatIsTheHomeAgain() {
        long before = slot("posts").changes();
        slots.released("posts");
        assertThat(reported).containsExactly("posts");
        assertThat(slot("posts").changes()).isGreaterThan(before);
    }

    private Slot slot(String module) {
        return slots.of(module).orElseThrow();
    }

    private Path file() {
        return folder.resolve("slots-3000.json");
    }
}

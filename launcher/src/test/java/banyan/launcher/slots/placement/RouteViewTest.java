package banyan.launcher.slots.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.process.ExitException;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the history of moves: the last step, and the earlier routes to return to. */
class RouteViewTest {
    private static final Location THERE = Location.at(URI.create("http://127.0.0.1:3001"));
    private static final Route HERE = Route.to(Location.HERE);

    private static Route share(int percent) {
        return new Route(new TreeMap<>(Map.of(Location.HERE, 100 - percent, THERE, percent)), Optional.empty());
    }

    private static RouteView after(Route... routes) {
        RouteView last = null;
        for (int i = 1; i < routes.length; i++) {
            last = RouteView.step(new Move("posts", routes[i - 1], routes[i], "simon", false), last, Map.of());
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void goesBackOneStepAndThenToRoutesWithASingleLocation() {
        assertThat(after(HERE, share(10), share(50), Route.to(THERE)).steps()).containsExactly(share(50), HERE);
        assertThat(after(Route.VACANT, Route.to(THERE)).steps()).containsExactly(Route.VACANT);
    }

    @Test
    void staysBoundedOverMovesToAndFro() {
        var undone = after(HERE, share(10), Route.to(THERE), share(10));
        assertThat(undone.steps()).containsExactly(Route.to(THERE), HERE);
        var routes = new Route[100];
        for (int i = 0; i < routes.length; i++) {
            routes[i] = i % 2 == 0 ? HERE : Route.to(THERE);
        }
        assertThat(after(routes).steps()).hasSizeLessThan(11).startsWith(HERE, Route.to(THERE));
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path folder) throws Exception {
        var file = new PlacementFile(folder, "slots.json");
        var placed = new TreeMap<>(Map.of("posts", after(HERE, share(10), Route.to(THERE))));
        file.write(placed);
        assertThat(file.read()).isEqualTo(placed);
        assertThat(file.read().get("posts").route()).isEqualTo(Route.to(THERE));
    }

    /** An earlier release stored one step. A later one may store unknown members. */
    @Test
    void isReadAsOtherReleasesWriteIt(@TempDir Path folder) throws Exception {
        var file = new PlacementFile(folder, "slots.json");
        Files.writeString(file.path(), """
                {"posts":{"weights":{"http://127.0.0.1:3001":100},"by":"simon","at":"2026-01-01T00:00:00Z",
                "before":{"weights":{"here":100}},"later":1}}
                """);
        assertThat(file.read().get("posts").steps()).containsExactly(HERE);
    }

    @Test
    void isRejectedInADamagedFile(@TempDir Path folder) throws Exception {
        var file = new PlacementFile(folder, "slots.json");
        for (var damaged : new String[] {
            "{\"posts\":{\"weights\":{\"here\":1",
            "{\"posts\":{}}",
            "{\"posts\":null}",
            "null",
            "{\"posts\":{\"weights\":{\"here\":0}}}",
            "{\"posts\":{\"weights\":{\"here\":null}}}",
            "{\"posts\":{\"weights\":{\"localhost:1\":100}}}",
            "{\"posts\":{\"weights\":{\"http://169.254.169.254\":100}}}",
            "{\"posts\":{\"weights\":{\"here\":100},\"mirror\":\"nowhere\"}}",
            "{\"posts\":{\"weights\":{\"here\":100},\"before\":{\"weights\":{\"nowhere\":100}}}}",
            "{\"posts\":{\"weights\":{\"here\":100},\"seen\":{\"here\":{\"contract\":null,\"at\":\"today\"}}}}"
        }) {
            Files.writeString(file.path(), damaged);
            assertThatThrownBy(file::read)
                    .as(damaged)
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining(file.path().toString())
                    .hasMessageContaining("repair it, or remove it");
        }
    }
}

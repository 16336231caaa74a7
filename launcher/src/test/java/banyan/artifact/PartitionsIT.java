package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients see one board, however modules are distributed over processes, and in whichever order these start. */
class PartitionsIT {
    private static final boolean CAMPAIGN = Boolean.getBoolean("banyan.campaign");
    private static final List<List<String>> PARTITIONS = List.of(
            List.of("users,threads,posts"),
            List.of("posts", "users,threads"),
            List.of("users", "threads,posts"),
            List.of("users,posts", "threads"),
            List.of("threads", "posts", "users"));

    /** The port that clients use. */
    enum Way {
        THROUGH_A_GATEWAY,
        AT_EACH_HOST
    }

    /** The kind of database. */
    enum Store {
        FILES,
        SERVER
    }

    record Situation(List<String> processes, Way way, Store store) {}

    /** The short form starts each partition in one order, with files. */
    static Stream<Situation> situations() {
        return PARTITIONS.stream()
                .flatMap(partition -> CAMPAIGN ? orders(partition) : Stream.of(partition))
                .flatMap(processes -> Stream.of(Way.values())
                        .filter(way -> CAMPAIGN || way == Way.THROUGH_A_GATEWAY)
                        .flatMap(way -> Stream.of(Store.values())
                                .filter(store -> CAMPAIGN || store == Store.FILES)
                                .map(store -> new Situation(processes, way, store))));
    }

    private static List<String> whole = List.of();

    @ParameterizedTest
    @MethodSource("situations")
    void respondAlike(Situation situation, @TempDir Path scratch) throws Exception {
        try (var server = situation.store() == Store.SERVER ? EmbeddedPostgres.start() : null;
                var roots = new Roots(scratch)) {
            var options = server == null
                    ? new String[] {"--seed=tutorial"}
                    : new String[] {"--seed=tutorial", "--database=" + ModuleRoles.url(server)};
            var lines = played(situation, roots, options);
            if (whole.isEmpty()) {
                whole = lines; // the first partition is the board in one process
            }
            assertThat(lines).isEqualTo(whole);
        }
    }

    private static List<String> played(Situation situation, Roots roots, String... options) throws Exception {
        var homes = new HashMap<String, String>();
        var ports = new HashMap<String, Integer>();
        for (var modules : situation.processes()) {
            int port = Roots.free();
            ports.put(modules, port);
            Stream.of(modules.split(",")).forEach(module -> homes.put(module, Roots.address(port)));
        }
        for (var modules : situation.processes()) {
            roots.start(ports.get(modules), with(modules, homes, options));
        }
        if (situation.way() == Way.AT_EACH_HOST) {
            return new Script(homes::get).play();
        }
        var gateway = Roots.address(roots.start(Roots.free(), with("none", homes)));
        return new Script(module -> gateway).play();
    }

    private static String[] with(String modules, Map<String, String> homes, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--modules=" + modules);
        var own = List.of(modules.split(","));
        var remotes = homes.entrySet().stream()
                .filter(home -> !own.contains(home.getKey()))
                .map(home -> home.getKey() + "=" + home.getValue())
                .collect(Collectors.joining(","));
        if (!remotes.isEmpty()) {
            all.add("--remote=" + remotes);
        }
        return all.toArray(String[]::new);
    }

    private static Stream<List<String>> orders(List<String> processes) {
        if (processes.isEmpty()) {
            return Stream.of(List.of());
        }
        return processes.stream().flatMap(first -> {
            var rest = new ArrayList<>(processes);
            rest.remove(first);
            return orders(rest)
                    .map(order ->
                            Stream.concat(Stream.of(first), order.stream()).toList());
        });
    }
}

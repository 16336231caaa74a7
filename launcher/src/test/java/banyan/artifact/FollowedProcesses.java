package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A board with many posts, the processes that follow its modules, and gateways.
 *
 * @param folder has the data of each process
 */
record FollowedProcesses(Path folder) {
    /** The rows are written into the files before the start. */
    BoardProcess monolith(PostRows rows, List<String> flags) throws Exception {
        var data = folder.resolve("monolith");
        var file = rows.write(folder.resolve("rows.ndjson"));
        var words = List.of("import", "posts", "--from=" + file, "--admin-port=" + Roots.free(), "--data=" + data);
        try (var process =
                BoardProcess.launch(Artifact.built().command(Artifact.Way.JAR, flags, words.toArray(String[]::new)))) {
            assertThat(process.process().waitFor()).as("%s", process.output()).isZero();
        }
        var board = launch(data, flags, List.of("--modules=all", "--seed=tutorial"), List.of());
        board.awaitReady();
        return board;
    }

    /** Starts a standby of a module, and does not wait for it. */
    BoardProcess service(BoardProcess monolith, String module, List<String> flags) throws Exception {
        return launch(folder.resolve(module), flags, following(monolith, module), List.of());
    }

    /** Starts a standby that takes only the processor time that the other processes leave, as if it had a machine of its own. */
    BoardProcess yieldingService(BoardProcess monolith, String module, List<String> flags) throws Exception {
        return launch(folder.resolve(module), flags, following(monolith, module), List.of("nice", "-n", "19"));
    }

    private static List<String> following(BoardProcess monolith, String module) {
        var options = new ArrayList<>(
                List.of("--modules=" + module, "--follow=" + module + "=http://127.0.0.1:" + monolith.adminPort()));
        ModuleRoles.MODULES.stream()
                .filter(other -> !other.equals(module))
                .forEach(other -> options.add("--remote=" + other + "=" + Roots.address(monolith)));
        return options;
    }

    BoardProcess gateway(String name, BoardProcess monolith, String posts) throws Exception {
        return launch(
                folder.resolve(name),
                List.of(),
                List.of(
                        "--modules=none",
                        "--remote=users=" + Roots.address(monolith),
                        "--remote=threads=" + Roots.address(monolith),
                        "--remote=posts=" + posts),
                List.of());
    }

    private static BoardProcess launch(Path data, List<String> flags, List<String> options, List<String> prefix)
            throws Exception {
        var all = BoardProcess.withDefaults(data, options.toArray(String[]::new));
        var command = new ArrayList<>(prefix);
        command.addAll(
                flags.isEmpty()
                        ? Artifact.built().command(all)
                        : Artifact.built().command(Artifact.Way.JAR, flags, all));
        return BoardProcess.launch(command);
    }

    /** Returns a field of all items of a list. */
    static List<String> all(Person person, String list, String field) throws Exception {
        var values = new ArrayList<String>();
        var path = list + "?limit=1000";
        Function<String, String> query = link -> list + link.substring(1, link.indexOf('>'));
        while (!path.isEmpty()) {
            var page = person.get(path);
            Person.json(page).forEach(item -> values.add(item.path(field).asText()));
            path = page.headers().firstValue("Link").map(query).orElse("");
        }
        return values;
    }
}

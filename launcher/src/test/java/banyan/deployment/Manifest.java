package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The manifest of a service, with stricter checks than those of Copilot. */
record Manifest(String folder, Map<String, Object> written) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]+");
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
    private static final List<String> METRICS =
            List.of("cpu_percentage", "memory_percentage", "requests", "response_time");

    /** The memory sizes that Fargate offers for each CPU size, in MiB: minimum, maximum and step. */
    private static final Map<Integer, List<Integer>> FARGATE = Map.of(
            256, List.of(512, 2_048, 512), // except 1,536
            512, List.of(1_024, 4_096, 1_024),
            1_024, List.of(2_048, 8_192, 1_024),
            2_048, List.of(4_096, 16_384, 1_024),
            4_096, List.of(8_192, 30_720, 1_024),
            8_192, List.of(16_384, 61_440, 4_096),
            16_384, List.of(32_768, 122_880, 8_192));

    /** The path that the load balancer sends to the service, without a leading slash unless the path is a slash. */
    String path() {
        return plain(String.valueOf(at("http", "path")));
    }

    /** All paths: {@link #path} and those of the other rules. */
    List<String> paths() {
        var others = at("http", "additional_rules") instanceof List<?> rules ? rules : List.of();
        return Stream.concat(
                        Stream.of(path()),
                        others.stream()
                                .map(rule -> plain(String.valueOf(map(rule).get("path")))))
                .toList();
    }

    private static String plain(String path) {
        return path.equals("/") ? path : path.replaceFirst("^/", "");
    }

    /** The arguments of its container. */
    List<String> command() {
        return at("command") instanceof List<?> words
                ? words.stream().map(Object::toString).toList()
                : List.of();
    }

    Map<String, Object> variables() {
        return at("variables") instanceof Map<?, ?> variables ? map(variables) : Map.of();
    }

    /** The exports of other stacks that its variables and secrets use. */
    List<String> imports() {
        return Stream.of("variables", "secrets")
                .flatMap(section -> map(Objects.requireNonNull(at(section))).values().stream())
                .filter(Map.class::isInstance)
                .map(value -> map(value).get("from_cfn").toString())
                .toList();
    }

    /**
     * Returns the faults, each as a sentence that names the key.
     *
     * @param port the port that the image listens on
     * @param serves whether a ready container with this command responds to this path with 200
     */
    List<String> faults(String port, BiPredicate<List<String>, String> serves) {
        var faults = new ArrayList<>(ManifestKeys.unknown(written));
        faults.addAll(broken(port, serves));
        if (at("environments") instanceof Map<?, ?> environments) {
            environments.forEach((name, part) -> new Manifest(folder, merged(written, map(part)))
                    .broken(port, serves)
                    .forEach(fault -> faults.add("environments." + name + "." + fault)));
        }
        return faults;
    }

    /** Returns the manifest with the overrides of one environment. */
    private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> part) {
        var merged = new TreeMap<>(base);
        part.forEach((key, value) -> merged.merge(
                key,
                value,
                (one, other) ->
                        one instanceof Map<?, ?> && other instanceof Map<?, ?> ? merged(map(one), map(other)) : other));
        return merged;
    }

    private List<String> broken(String port, BiPredicate<List<String>, String> serves) {
        var faults = new ArrayList<String>();
        require(faults, folder.equals(at("name")), "name: must be the name of the folder, " + folder);
        require(faults, NAME.matcher(String.valueOf(at("name"))).matches(), "name: must match " + NAME);
        require(faults, "Load Balanced Web Service".equals(at("type")), "type: must be Load Balanced Web Service");
        require(faults, port.equals(at("image", "port")), "image.port: must be that of the image, " + port);
        require(
                faults,
                (at("image", "build") == null) != (at("image", "location") == null),
                "image: needs exactly one of build and location");
        require(faults, at("http", "path") != null, "http.path: is missing");
        require(faults, hasSizes(at("cpu"), at("memory")), "cpu, memory: Fargate does not offer this pair");
        require(
                faults,
                at("env_file") == null || at("env_file").toString().endsWith(".env"),
                "env_file: must end in .env");
        var health = at("http", "healthcheck") instanceof String path ? path : at("http", "healthcheck", "path");
        require(
                faults,
                health == null || serves.test(command(), health.toString()),
                "http.healthcheck.path: the board does not serve " + health);
        var healthPort = at("http", "healthcheck", "port");
        require(
                faults,
                healthPort == null || healthPort.equals(port),
                "http.healthcheck.port: must be that of the image, " + port);
        count(faults);
        return faults;
    }

    private void count(List<String> faults) {
        var range = at("count", "range");
        if (range != null) {
            require(faults, METRICS.stream().anyMatch(key -> at("count", key) != null), "count.range: has no metric");
            require(faults, at("count", "spot") == null, "count: spot and range exclude each other");
            require(faults, isOrdered(range), "count.range: must be a range such as 1-4");
        }
    }

    private static boolean isOrdered(Object range) {
        var bounds = range instanceof Map<?, ?> map ? map.get("min") + "-" + map.get("max") : range.toString();
        var match = RANGE.matcher(bounds);
        return match.matches() && Integer.parseInt(match.group(1)) <= Integer.parseInt(match.group(2));
    }

    private static boolean hasSizes(@Nullable Object cpu, @Nullable Object memory) {
        if (cpu == null || memory == null || !(cpu + "" + memory).matches("\\d{1,12}")) {
            return false;
        }
        int size = Integer.parseInt(memory.toString());
        var sizes = FARGATE.getOrDefault(Integer.valueOf(cpu.toString()), List.of(1, 0, 1));
        boolean isGap = cpu.equals("256") && size == 1_536;
        return !isGap && size >= sizes.get(0) && size <= sizes.get(1) && size % sizes.get(2) == 0;
    }

    private static void require(List<String> faults, boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    private @Nullable Object at(String... path) {
        Object here = new TreeMap<>(written);
        for (var key : path) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return here;
    }
}

package banyan.deployment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The stages of a move in each of the three ways: before, prepared, in progress, completed, with the monolith ended,
 * and back.
 *
 * @param manifests of the Copilot services after the move
 */
record Moments(Manifests manifests) {
    /** The name of the monolith's container when it hosts no module. */
    static final String GATEWAY = "gateway";

    static final String BALANCER = "https://board.example.com/api";
    private static final String IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/banyan:1";
    private static final List<String> MODULES = List.of("posts", "threads", "users");

    /** The services that may get a request, and its path there. */
    record Arrival(SortedSet<String> services, String path) {}

    /**
     * One stage of a move.
     *
     * @param arrivals maps the path after the base URL to the arrival of the request
     * @param moved the modules that their own services handle
     */
    record Moment(String name, Function<String, Arrival> arrivals, List<String> moved) {
        @Override
        public String toString() {
            return name;
        }
    }

    Stream<Moment> all() throws IOException {
        return Stream.of(copilot(), refactorSpaces(), ecs()).flatMap(Function.identity());
    }

    private Stream<Moment> copilot() throws IOException {
        var ready = Files.readString(Yaml.PROJECT.resolve("copilot/posts/manifest.yml"))
                .replace("path: api/posts", "path: next/posts");
        return Stream.of(
                copilot("before", manifests, "monolith"),
                new Moment(
                        "Copilot, prepared",
                        copilot("", manifests.with("posts", ready), "monolith", "posts")
                                .arrivals(),
                        List.of()),
                copilot("during", manifests, "monolith", "posts"),
                copilot("after", manifests, "monolith", "posts", "threads", "users"),
                ended(copilot("after the monolith's end", manifests, "monolith", "posts", "threads", "users")),
                copilot("back", manifests, "monolith"));
    }

    private static Moment copilot(String name, Manifests manifests, String... deployed) {
        var services = new TreeSet<>(List.of(deployed));
        var balancer = LoadBalancer.ofCopilot(manifests, services);
        return new Moment(
                "Copilot, " + name,
                path -> balanced(balancer, "/api" + path),
                MODULES.stream().filter(services::contains).toList());
    }

    private Stream<Moment> refactorSpaces() throws IOException {
        var ready = urls(List.of("Posts"), "INACTIVE");
        var posts = urls(List.of("Posts"), "ACTIVE");
        var all = urls(List.of("Posts", "Threads", "Users"), "ACTIVE");
        var off = urls(List.of("Posts", "Threads", "Users"), "INACTIVE");
        var one = new TreeMap<>(all);
        one.replaceAll((name, value) -> name.endsWith("Url") ? BALANCER : value);
        return Stream.of(
                refactorSpaces("before", Map.of(), List.of(), "monolith"),
                refactorSpaces("made ready", ready, List.of(), "monolith"),
                refactorSpaces("during", posts, List.of("posts"), "monolith"),
                refactorSpaces("after", all, MODULES, "monolith"),
                ended(refactorSpaces("after the monolith's end", all, MODULES, "monolith")),
                refactorSpaces("after the monolith is deleted", all, MODULES),
                refactorSpaces("back", off, List.of(), "monolith"),
                refactorSpaces("at one balancer", one, MODULES, "monolith", "posts", "threads", "users"));
    }

    private static Map<String, String> urls(List<String> modules, String state) {
        var urls = new TreeMap<String, String>();
        for (var module : modules) {
            urls.put(module + "Url", "https://" + module.toLowerCase(Locale.ROOT) + ".example.com/api");
            urls.put(module + "Activation", state);
        }
        return urls;
    }

    private Moment refactorSpaces(String name, Map<String, String> urls, List<String> moved, String... deployed)
            throws IOException {
        var parameters = new TreeMap<>(urls);
        parameters.put("EnvironmentId", "env-0123456789");
        parameters.put("ApplicationID", "app-0123456789");
        var proxy = RefactorSpaces.of(
                Template.read("rs.yaml", Map.of("MonolithUrl", BALANCER)),
                Template.read("rs-service.yaml", parameters));
        var balancer = LoadBalancer.ofCopilot(manifests, new TreeSet<>(List.of(deployed)));
        return new Moment(
                "Refactor Spaces, " + name,
                path -> {
                    var target = URI.create(proxy.follow(path));
                    var host = target.getHost().replace(".example.com", "");
                    return host.equals("board")
                            ? balanced(balancer, target.getPath())
                            : new Arrival(new TreeSet<>(List.of(host)), target.getPath());
                },
                moved);
    }

    private Stream<Moment> ecs() throws IOException {
        return Stream.of(
                ecs("before", "0", List.of()),
                ecs("a tenth", "10", MODULES),
                ecs("after", "100", MODULES),
                ended(ecs("after the monolith's end", "100", MODULES)),
                ecs("back", "0", List.of()));
    }

    private static Moment ecs(String name, String weight, List<String> moved) throws IOException {
        var parameters = new TreeMap<>(Map.of("Image", IMAGE));
        for (var module : List.of("Users", "Threads", "Posts")) {
            parameters.put(module + "Weight", weight);
            parameters.put(module + "Count", weight.equals("0") ? "0" : "1");
        }
        var balancer = LoadBalancer.ofEcs(Template.read("ecs.yaml", parameters));
        return new Moment("ECS, " + name, path -> balanced(balancer, "/api" + path), moved);
    }

    private static Arrival balanced(LoadBalancer balancer, String path) {
        return new Arrival(balancer.services(path), path);
    }

    private static Moment ended(Moment moment) {
        return new Moment(
                moment.name(),
                path -> {
                    var arrival = moment.arrivals().apply(path);
                    var services = new TreeSet<>(arrival.services());
                    if (services.remove("monolith")) {
                        services.add(GATEWAY);
                    }
                    return new Arrival(services, arrival.path());
                },
                moment.moved());
    }
}

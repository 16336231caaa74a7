package banyan.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.deployment.RefactorSpaces.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever leads from callers to the board, a request arrives where it is answered: before, during and after a move, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {
    private static final String BALANCER = "https://board.example.com/api";
    private static final String IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/banyan:1";
    private static final Map<String, String> IDS =
            Map.of("EnvironmentId", "env-0123456789", "ApplicationID", "app-0123456789");
    private static final List<String> MODULES = List.of("posts", "threads", "users");
    private static final List<String> PATHS = List.of(
            "/users",
            "/users/3",
            "/threads",
            "/threads/2",
            "/posts",
            "/posts/1",
            "/posts/in-thread/1",
            "/posts/by-user/1");

    /** What the monolith is called once it hosts nothing any more. */
    private static final String GATEWAY = "gateway";

    private final Manifests manifests = Manifests.read();
    private Containers containers;

    RoutesIT() throws IOException {}

    @BeforeAll
    void startsAContainerOfEachKind(@TempDir Path folder) throws Exception {
        containers = new Containers(folder);
        for (var service : List.of("monolith", "posts", "threads", "users")) {
            start(service, manifests.of(service));
        }
        var end = Files.readString(Yaml.PROJECT.resolve("copilot/monolith/manifest.yml"))
                .replace("--modules=all", "--modules=none")
                .replace("# BANYAN_REMOTE", "BANYAN_REMOTE");
        start(GATEWAY, manifests.with("monolith", end).of("monolith"));
    }

    private void start(String name, Manifest manifest) throws Exception {
        containers.start(
                name,
                manifest.command(),
                manifest.variables()
                        .getOrDefault("BANYAN_REMOTE", "")
                        .toString()
                        .replace("${COPILOT_ENVIRONMENT_NAME}", "test")
                        .replace("${COPILOT_APPLICATION_NAME}", "banyan"));
    }

    @AfterAll
    void stopsThem() {
        containers.close();
    }

    /** Where a request ends up: with whom, and with which path. */
    private record Arrival(SortedSet<String> services, String path) {}

    /**
     * One moment of a move.
     *
     * @param way from the path after the proxy's or the board's URL to its end
     * @param moved what is answered by services of their own
     */
    private record Moment(String name, Function<String, Arrival> way, List<String> moved) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void everyPathArrivesAndIsAnswered(Moment moment) throws Exception {
        for (var path : PATHS) {
            var module = path.split("/", -1)[1];
            var arrival = moment.way().apply(path);
            assertThat(arrival.services()).as(path).isNotEmpty();
            assertThat(arrival.services().contains(module))
                    .as(path)
                    .isEqualTo(moment.moved().contains(module));
            for (var service : arrival.services()) {
                var answer = containers.ask(service, arrival.path());
                assertThat(answer.statusCode()).as("%s at %s", path, service).isEqualTo(200);
                assertThat(answer.body())
                        .isEqualTo(containers.ask("monolith", "/api" + path).body());
            }
        }
    }

    Stream<Moment> moments() throws IOException {
        return Stream.of(copilot(), refactorSpaces(), ecs()).flatMap(Function.identity());
    }

    private Stream<Moment> copilot() throws IOException {
        var ready = Files.readString(Yaml.PROJECT.resolve("copilot/posts/manifest.yml"))
                .replace("path: api/posts", "path: next/posts");
        return Stream.of(
                copilot("before", manifests, "monolith"),
                new Moment(
                        "Copilot, made ready",
                        copilot("", manifests.with("posts", ready), "monolith", "posts")
                                .way(),
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
        var parameters = new TreeMap<>(IDS);
        parameters.putAll(urls);
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
                    var arrival = moment.way().apply(path);
                    var services = new TreeSet<>(arrival.services());
                    if (services.remove("monolith")) {
                        services.add(GATEWAY);
                    }
                    return new Arrival(services, arrival.path());
                },
                moment.moved());
    }

    @ParameterizedTest
    @ValueSource(strings = {"monolith", GATEWAY})
    void theRestStaysAliveWhenTheMonolithHasBecomeAGateway(String container) throws Exception {
        assertThat(containers.ask(container, "/").body()).isEqualTo("Ready to receive requests");
        assertThat(containers.ask(container, "/api").body()).isEqualTo("API ready to receive requests");
        assertThat(containers.ask(container, "/api/posts").body())
                .isEqualTo(containers.ask("posts", "/api/posts").body());
    }

    @Test
    void aRouteIsMadeActiveOnlyWhereItsModuleIsAnswered() throws Exception {
        var parameters = new TreeMap<>(IDS);
        parameters.putAll(Map.of("PostsUrl", BALANCER, "ThreadsUrl", BALANCER, "UsersUrl", BALANCER));
        var services = Template.read("rs-service.yaml", parameters)
                .resources("AWS::RefactorSpaces::Service")
                .values();
        assertThat(services).hasSize(3);
        for (var service : services) {
            var module = service.get("Name").toString();
            var health = Yaml.map(service.get("UrlEndpoint")).get("HealthUrl").toString();
            var path = URI.create(health).getPath();
            assertThat(containers.ask(module, path).statusCode()).isEqualTo(200);
            assertThat(containers.ask(module, path.replaceFirst("^/api", "")).statusCode())
                    .as("with the tutorial's URL")
                    .isEqualTo(404);
        }
    }

    @Test
    void theTutorialsOwnValuesLeadNowhere() throws Exception {
        var proxy = new RefactorSpaces(
                "http://monolith.elb.amazonaws.com",
                List.of(new Route("/posts", true, true, "http://posts.elb.amazonaws.com")));
        for (var path : List.of("/posts", "/posts/in-thread/1")) {
            var target = URI.create(proxy.follow(path));
            assertThat(target.getHost()).isEqualTo("posts.elb.amazonaws.com");
            assertThat(containers.ask("posts", target.getPath()).statusCode()).isEqualTo(404);
        }
        assertThatThrownBy(() -> Template.read(
                        "rs-service.yaml",
                        Map.of(
                                "PostsUrl",
                                "http://posts.elb.amazonaws.com",
                                "EnvironmentId",
                                "env-0123456789",
                                "ApplicationID",
                                "app-0123456789")))
                .hasMessageContaining("PostsUrl")
                .hasMessageContaining("must be empty, or an http or https URL that ends in /api");
    }
}

package banyan.deployment;

import static banyan.deployment.Moments.BALANCER;
import static banyan.deployment.Moments.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.deployment.Moments.Moment;
import banyan.deployment.RefactorSpaces.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each proxy sends every request to a service that handles it: before, during and after a move, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {
    private static final Map<String, String> IDS =
            Map.of("EnvironmentId", "env-0123456789", "ApplicationID", "app-0123456789");
    private static final List<String> PATHS = List.of(
            "/users",
            "/users/3",
            "/threads",
            "/threads/2",
            "/posts",
            "/posts/1",
            "/posts/in-thread/1",
            "/posts/by-user/1");

    private final Manifests manifests = Manifests.read();
    private Containers containers;

    RoutesIT() throws IOException {}

    @BeforeAll
    void startAContainerOfEachKind(@TempDir Path folder) throws Exception {
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
    void stopContainers() {
        containers.close();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void everyPathReachesAServiceThatHandlesIt(Moment moment) throws Exception {
        for (var path : PATHS) {
            var module = path.split("/", -1)[1];
            var arrival = moment.arrivals().apply(path);
            assertThat(arrival.services()).as(path).isNotEmpty();
            assertThat(arrival.services().contains(module))
                    .as(path)
                    .isEqualTo(moment.moved().contains(module));
            for (var service : arrival.services()) {
                var response = containers.get(service, arrival.path());
                assertThat(response.statusCode()).as("%s at %s", path, service).isEqualTo(200);
                assertThat(response.body())
                        .isEqualTo(containers.get("monolith", "/api" + path).body());
            }
        }
    }

    Stream<Moment> moments() throws IOException {
        return new Moments(manifests).all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monolith", GATEWAY})
    void aMonolithThatBecameAGatewayServesTheOtherPaths(String container) throws Exception {
        assertThat(containers.get(container, "/").body()).isEqualTo("Ready to receive requests");
        assertThat(containers.get(container, "/api").body()).isEqualTo("API ready to receive requests");
        assertThat(containers.get(container, "/api/posts").body())
                .isEqualTo(containers.get("posts", "/api/posts").body());
    }

    @Test
    void theHealthCheckOfARouteReachesOnlyItsModule() throws Exception {
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
            assertThat(containers.get(module, path).statusCode()).isEqualTo(200);
            assertThat(containers.get(module, path.replaceFirst("^/api", "")).statusCode())
                    .as("with the tutorial's URL")
                    .isEqualTo(404);
        }
    }

    @Test
    void theValuesOfTheTutorialReachNoResource() throws Exception {
        var proxy = new RefactorSpaces(
                "http://monolith.elb.amazonaws.com",
                List.of(new Route("/posts", true, true, "http://posts.elb.amazonaws.com")));
        for (var path : List.of("/posts", "/posts/in-thread/1")) {
            var target = URI.create(proxy.follow(path));
            assertThat(target.getHost()).isEqualTo("posts.elb.amazonaws.com");
            assertThat(containers.get("posts", target.getPath()).statusCode()).isEqualTo(404);
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

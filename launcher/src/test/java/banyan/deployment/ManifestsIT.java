package banyan.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests contain no key that Copilot would ignore, and no value that does not fit the board. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsIT {
    private final Manifests manifests = Manifests.read();
    private Containers containers;

    ManifestsIT() throws IOException {}

    @BeforeAll
    void prepareContainers(@TempDir Path folder) {
        containers = new Containers(folder);
    }

    @AfterAll
    void stopContainers() {
        containers.close();
    }

    @Test
    void haveNoFaults() throws IOException {
        assertThat(manifests.services()).containsOnlyKeys("monolith", "posts", "threads", "users");
        assertThat(manifests.faults(this::serves)).isEmpty();
        assertThat(Manifests.faultsOfEnvironment("test", Yaml.read("copilot/environments/test/manifest.yml")))
                .isEmpty();
        assertThat(Yaml.read("copilot/.workspace")).containsOnlyKeys("application");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cpu: 512                       | cpus: 512                          | cpus: is not a key
                      path: api/posts              | path: api/posts\\n  paht: x         | http.paht: is not a key
                        success_codes: "200"       | succes_codes: "200"                | http.healthcheck.succes_codes: is not a key
                        start_period: 60s          | start_periode: 60s                 | image.healthcheck.start_periode: is not a key
                      range: 1-4                   | rnage: 1-4                         | count.rnage: is not a key
                          path: /data              | pfad: /data                        | storage.volumes.data.pfad: is not a key
                        placement: private         | places: private                    | network.vpc.places: is not a key
                        cpu_utilization: 95        | cpu: 95                            | deployment.rollback_alarms.cpu: is not a key
                        from_cfn: ${COPILOT_APP    | form_cfn: ${COPILOT_APP            | variables.BANYAN_DATABASE.form_cfn: is not a key
                    deployment:                    | environments:\\n  test:\\n    cuont: 1\\ndeployment: | environments.test.cuont: is not a key
                    memory: 1024                   | memory: 512                        | cpu, memory: Fargate does not offer
                    cpu: 512                       | cpu: 500                           | cpu, memory: Fargate does not offer
                      port: 3000                   | port: 8080                         | image.port: must be that of the image, 3000
                        path: /api                 | path: /healthz                     | http.healthcheck.path: the board does not serve /healthz
                        path: /api                 | path: /api/users                   | http.healthcheck.path: the board does not serve /api/users
                      path: api/posts              | path: api/users                    | http.path: api/users is also the path of
                      cpu_percentage: 60           | ''                                 | count.range: has no metric
                      range: 1-4                   | range: 4-1                         | count.range: must be a range such as 1-4
                      range: 1-4                   | range: 1-4\\n  spot: 2              | count: spot and range exclude each other
                      build: Dockerfile            | build: Dockerfile\\n  location: x/y | image: needs exactly one of build and location
                      build: Dockerfile            | ''                                 | image: needs exactly one of build and location
                    name: posts                    | name: Posts                        | name: must match
                    name: posts                    | name: post                         | name: must be the name of the folder, posts
                    type: Load Balanced            | type: Balanced                     | type: must be Load Balanced Web Service
                    name: posts                    | sidecars:\\n  nginx:\\n    imgae: x\\nname: posts | sidecars.nginx.imgae: is not a key
                      path: api/posts              | path: api/posts\\n  additional_rules:\\n    - path: /api/users | http.path: api/users is also the path of
                      path: api/posts              | path: api/posts\\n  additional_rules:\\n    - pfad: x | http.additional_rules.pfad: is not a key
                      path: api/posts              | path: /api/users                   | http.path: api/users is also the path of
                        success_codes: "200"       | port: 3001                         | http.healthcheck.port: must be that of the image, 3000
                    deployment:                    | environments:\\n  test:\\n    memory: 512\\ndeployment: | environments.test.cpu, memory: Fargate does not offer
                    deployment:                    | environments:\\n  test:\\n    count:\\n      range: 9-1\\ndeployment: | environments.test.count.range: must be
                    deployment:                    | env_file: secrets\\ndeployment:     | env_file: must end in .env
                    """)
    void aPlantedFaultIsReportedByName(String written, String planted, String fault) throws IOException {
        var text = Files.readString(Yaml.PROJECT.resolve("copilot/posts/manifest.yml"));
        assertThat(text).contains(written);
        var broken = text.replaceFirst(Pattern.quote(written), Matcher.quoteReplacement(planted.replace("\\n", "\n")));
        assertThat(manifests.with("posts", broken).faults(this::serves))
                .anyMatch(found -> found.contains(fault))
                .allMatch(found -> found.startsWith("posts: ") || found.contains(" path of "));
    }

    @ParameterizedTest
    @CsvSource({
        "container_insights, container_insight, observability.container_insight: is not a key",
        "name: test, name: prod, name: must be",
        "type: Environment, type: environment, type: must be Environment",
        "observability:, 'network:\n  vpc:\n    cidr: 10.0.0.0/16\nobservability:', network.vpc.cidr: creates a network without subnets"
    })
    void aPlantedFaultOfTheEnvironmentIsReportedByName(String written, String planted, String fault)
            throws IOException {
        var text = Files.readString(Yaml.PROJECT.resolve("copilot/environments/test/manifest.yml"));
        assertThat(text).contains(written);
        assertThat(Manifests.faultsOfEnvironment("test", Yaml.parse(text.replace(written, planted))))
                .anyMatch(found -> found.contains(fault));
    }

    private boolean serves(List<String> command, String path) {
        var name = String.join(" ", command).replaceAll("\\W+", "-");
        try {
            containers.start(name, command, "");
            return containers.get(name, path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

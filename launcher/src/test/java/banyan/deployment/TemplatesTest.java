package banyan.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates use their parameters, and reject values that lead to no service. */
class TemplatesTest {
    private static final String BOARD = "http://board.example.com/api";
    private static final String IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/banyan:1";
    private static final Map<String, String> IDS =
            Map.of("EnvironmentId", "env-0123456789", "ApplicationID", "app-0123456789");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://board.example.com",
                "http://board.example.com/",
                "http://board.example.com/api/",
                "http://board.example.com/api/posts",
                "board.example.com/api",
                "ftp://board.example.com/api",
                ""
            })
    void rejectsAUrlThatDoesNotEndInApi(String url) {
        assertThatThrownBy(() -> Template.read("rs.yaml", Map.of("MonolithUrl", url)))
                .hasMessageContaining("MonolithUrl: '" + url + "' must be an http or https URL that ends in /api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGIONAL", "PRIVATE"})
    void createsAProxyOfTheRequestedType(String type) throws IOException {
        var template = Template.read("rs.yaml", Map.of("MonolithUrl", BOARD, "ProxyEndpointType", type));
        assertThat(template.resources("AWS::RefactorSpaces::Application").get("Application"))
                .containsEntry("ApiGatewayProxy", Map.of("EndpointType", type, "StageName", "prod"));
    }

    @Test
    void theFirstTemplateOutputsTheParametersOfTheSecond() throws IOException {
        assertThat(Template.read("rs.yaml", Map.of("MonolithUrl", BOARD)).outputs())
                .containsOnlyKeys("VPCId", "envId", "appId", "rsProxyURL", "rsServiceId")
                .containsEntry("envId", "Environment.EnvironmentIdentifier")
                .containsEntry("appId", "Application.ApplicationIdentifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-0123456789", "env-0123456789|app-0123456789"})
    void acceptsBothFormsOfAnApplicationId(String id) throws IOException {
        var template = modules(Map.of("PostsUrl", BOARD, "ApplicationID", id));
        for (var kind : List.of("Service", "Route")) {
            assertThat(template.resources("AWS::RefactorSpaces::" + kind).values())
                    .singleElement()
                    .satisfies(made -> assertThat(made).containsEntry("ApplicationIdentifier", "app-0123456789"));
        }
    }

    @Test
    void anEmptyUrlCreatesNoServiceAndNoRoute() throws IOException {
        var template = modules(Map.of("UsersUrl", BOARD));
        assertThat(template.resources("AWS::RefactorSpaces::Service")).containsOnlyKeys("UsersService");
        assertThat(template.resources("AWS::RefactorSpaces::Route")).containsOnlyKeys("UsersRoute");
        assertThat(template.outputs()).containsOnlyKeys("UsersServiceId");
    }

    @ParameterizedTest
    @CsvSource({"Posts,/posts", "Users,/users", "Threads,/threads"})
    void aParameterActivatesARoute(String module, String path) throws IOException {
        for (var state : List.of("ACTIVE", "INACTIVE")) {
            var template = modules(Map.of(module + "Url", BOARD, module + "Activation", state));
            assertThat(template.resources("AWS::RefactorSpaces::Route").get(module + "Route"))
                    .containsEntry(
                            "UriPathRoute",
                            Map.of(
                                    "SourcePath",
                                    path,
                                    "ActivationState",
                                    state,
                                    "IncludeChildPaths",
                                    "true",
                                    "AppendSourcePath",
                                    "true"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PostsWeight, 10, 'If PostsWeight is not 0, PostsCount must not be 0'",
        "MonolithModules, none, 'If MonolithModules is none, UsersCount must not be 0'",
        "PostsWeight, 11, 'PostsWeight: \'\'11\'\' is not allowed'"
    })
    void rejectsWeightsForServicesWithoutTasks(String parameter, String value, String refusal) {
        assertThatThrownBy(() -> Template.read("ecs.yaml", Map.of("Image", IMAGE, parameter, value)))
                .hasMessageContaining(refusal);
    }

    @Test
    void copilotAndPlainEcsStartTheSameServices() throws IOException {
        var tasks = Template.read("ecs.yaml", Map.of("Image", IMAGE)).resources("AWS::ECS::TaskDefinition");
        var manifests = Manifests.read();
        assertThat(tasks).hasSameSizeAs(manifests.services());
        manifests.services().forEach((name, manifest) -> {
            var task = tasks.get(Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Task");
            var container = Yaml.map(((List<?>) task.get("ContainerDefinitions")).get(0));
            assertThat(container).containsEntry("Command", manifest.command());
            assertThat(container).containsEntry("StopTimeout", "60");
            var environment = environment(container);
            assertThat(environment.keySet()).isEqualTo(manifest.variables().keySet());
            assertThat(environment.getOrDefault("BANYAN_REMOTE", "").replace("AWS::StackName", "env.app"))
                    .isEqualTo(manifest.variables()
                            .getOrDefault("BANYAN_REMOTE", "")
                            .toString()
                            .replace("${COPILOT_ENVIRONMENT_NAME}", "env")
                            .replace("${COPILOT_APPLICATION_NAME}", "app"))
                    .doesNotContain(name + "=");
        });
    }

    @Test
    void aMonolithWithoutModulesHasRemotesForAllServices() throws IOException {
        var ended = Map.of(
                "Image", IMAGE, "MonolithModules", "none", "UsersCount", "1", "ThreadsCount", "1", "PostsCount", "1");
        var task = Template.read("ecs.yaml", ended)
                .resources("AWS::ECS::TaskDefinition")
                .get("MonolithTask");
        var container = Yaml.map(((List<?>) task.get("ContainerDefinitions")).get(0));
        assertThat(container).containsEntry("Command", List.of("--modules=none"));
        assertThat(environment(container).get("BANYAN_REMOTE"))
                .contains("users=http://users.", "threads=http://threads.", "posts=http://posts.");
    }

    private static Map<String, String> environment(Map<String, Object> container) {
        return ((List<?>) container.get("Environment"))
                .stream()
                        .map(Yaml::map)
                        .collect(Collectors.toMap(
                                variable -> variable.get("Name").toString(),
                                variable -> variable.get("Value").toString()));
    }

    @Test
    void copilotPatchesSetASupportedRuntimeAndAStopTimeout() throws IOException {
        for (var service : Manifests.read().services().keySet()) {
            var patches = Yaml.list(
                    Files.readString(Yaml.PROJECT.resolve("copilot/" + service + "/overrides/cfn.patches.yml")));
            assertThat(patches)
                    .extracting(patch ->
                            Yaml.map(patch).get("path") + " " + Yaml.map(patch).get("value"))
                    .containsExactlyInAnyOrder(
                            "/Resources/RulePriorityFunction/Properties/Runtime nodejs24.x",
                            "/Resources/EnvControllerFunction/Properties/Runtime nodejs24.x",
                            "/Resources/DynamicDesiredCountFunction/Properties/Runtime nodejs24.x",
                            "/Resources/TaskDefinition/Properties/ContainerDefinitions/0/StopTimeout 60");
        }
    }

    @Test
    void theEnvironmentPassesAllParametersOfItsDatabase() throws IOException {
        var required = new TreeSet<>(
                Yaml.map(Yaml.read("copilot/environments/addons/database.yml").get("Parameters"))
                        .keySet());
        var passed = Yaml.map(
                Yaml.read("copilot/environments/addons/addons.parameters.yml").get("Parameters"));
        required.removeAll(List.of("App", "Env")); // Copilot always passes these
        assertThat(passed.keySet()).isEqualTo(required);
    }

    @Test
    void theEnvironmentExportsTheValuesThatServicesImport() throws IOException {
        var exports = Template.read(
                        "copilot/environments/addons/database.yml",
                        Map.of("App", "banyan", "Env", "test", "VpcId", "v", "PrivateSubnets", "s", "Containers", "c"))
                .exports();
        for (var manifest : Manifests.read().services().values()) {
            assertThat(manifest.imports())
                    .hasSize(2)
                    .allSatisfy(name -> assertThat(exports)
                            .contains(name.replace("${COPILOT_APPLICATION_NAME}", "banyan")
                                    .replace("${COPILOT_ENVIRONMENT_NAME}", "test")));
        }
    }

    @Test
    void theOperatorsGuideContainsEveryVariable() throws IOException {
        var running = Files.readString(Yaml.PROJECT.resolve("docs/running.md"));
        for (var manifest : Manifests.read().services().values()) {
            for (var variable : manifest.variables().keySet()) {
                var flag =
                        "--" + variable.replace("BANYAN_", "").replace('_', '-').toLowerCase(Locale.ROOT);
                assertThat(running).containsAnyOf(variable, "`" + flag + " ");
            }
        }
    }

    private static Template modules(Map<String, String> parameters) throws IOException {
        var all = new TreeMap<>(IDS);
        all.putAll(parameters);
        return Template.read("rs-service.yaml", all);
    }
}

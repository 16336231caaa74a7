package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which environment variables are read, and which are reported as misspelled. */
class EnvironmentVariablesTest {
    private static final List<String> MODULES = List.of("posts", "threads", "users");
    private static final Pattern NAME = Pattern.compile("\\bBANYAN_[A-Z_]*[A-Z]\\b");

    private static List<String> warnings(Map<String, String> variables) {
        return new EnvironmentVariables(variables).warnings(MODULES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "ADMIN_PORT"})
    void areIgnoredIfTheyAreLinksOfAPlatform(String name) {
        var option = Option.valueOf(name);
        var links = Map.of(option.variable(), "tcp://10.43.161.118:3000");
        assertThat(new EnvironmentVariables(links).usable()).isEmpty();
        assertThat(new OptionsReader(Map.of(), new EnvironmentVariables(links).usable())
                        .options()
                        .port())
                .isEqualTo(3000);
        assertThat(warnings(links))
                .singleElement()
                .asString()
                .contains(option.variable() + "=tcp://10.43.161.118:3000 is ignored", option.flag());
    }

    @Test
    void areIgnoredIfAPlatformSetsThem() {
        assertThat(warnings(Map.ofEntries(
                        Map.entry("BANYAN_SERVICE_HOST", "10.43.161.118"),
                        Map.entry("BANYAN_SERVICE_PORT", "3000"),
                        Map.entry("BANYAN_SERVICE_PORT_HTTP_WEB", "3000"),
                        Map.entry("BANYAN_PORT_3000_TCP", "tcp://10.43.161.118:3000"),
                        Map.entry("BANYAN_PORT_3000_TCP_PROTO", "tcp"),
                        Map.entry("BANYAN_PORT_3000_TCP_PORT", "3000"),
                        Map.entry("BANYAN_PORT_3000_UDP_ADDR", "10.43.161.118"),
                        Map.entry("BANYAN_USERS_PORT", "tcp://10.43.9.9:3000"),
                        Map.entry("BANYAN_USERS_SERVICE_HOST", "10.43.9.9"),
                        Map.entry("BANYAN_DATABASE_SERVICE_HOST", "10.43.9.9"),
                        Map.entry("BANYAN_DB_NAME", "/web/db"),
                        Map.entry("BANYAN_DB_ENV_PGVERSION", "18"),
                        Map.entry("OTHER", "x"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BANYAN_PROT, 3001, BANYAN_PORT",
        "BANYAN_ADMIN_PROT, 3901, BANYAN_ADMIN_PORT",
        "BANYAN_TRUSTED_PROXY, 10.0.0.0/8, BANYAN_TRUSTED_PROXIES",
        "BANYAN_DATABASE_USER_PSOTS, me, BANYAN_DATABASE_USER_POSTS",
        "BANYAN_ADMIN_TOKEN_FILE, /run/secrets/token, BANYAN_ADMIN_TOKEN"
    })
    void areReportedWithTheNearestNameIfMisspelled(String name, String value, String nearest) {
        assertThat(warnings(Map.of(name, value)))
                .singleElement()
                .asString()
                .contains(name + " is ignored")
                .doesNotContain(value)
                .endsWith("the nearest is " + nearest);
    }

    @Test
    void areNotReportedIfTheyAreKnown() {
        var known = EnvironmentVariables.known(MODULES);
        assertThat(known).contains("BANYAN_LOG", "BANYAN_ADMIN_TOKEN", "BANYAN_DATABASE_PASSWORD_FILE_POSTS");
        known.forEach(name -> assertThat(warnings(Map.of(name, "1"))).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compose.yaml",
                "Dockerfile",
                "ecs.yaml",
                "copilot",
                "docs",
                "README.md",
                "launcher/src/main/bin",
                "bench",
                ".ci"
            })
    void areKnownIfTheProjectUsesThem(String part) throws IOException {
        try (var files = Files.walk(Path.of("..", part))) {
            assertThat(files.filter(Files::isRegularFile).flatMap(EnvironmentVariablesTest::names))
                    .isSubsetOf(EnvironmentVariables.known(MODULES));
        }
    }

    private static Stream<String> names(Path file) {
        try {
            return NAME.matcher(Files.readString(file)).results().map(MatchResult::group).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}

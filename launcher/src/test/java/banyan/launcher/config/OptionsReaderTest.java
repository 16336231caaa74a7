package banyan.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.Seed;
import banyan.core.database.server.DatabaseAddress;
import banyan.launcher.address.Network;
import banyan.launcher.admin.token.TokenFile;
import banyan.launcher.process.ExitException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the values of options and their precedence. */
class OptionsReaderTest {
    private static final Map<Option, String> OTHERS = Map.ofEntries(
            Map.entry(Option.MODULES, "users,posts"),
            Map.entry(Option.PORT, "1"),
            Map.entry(Option.BIND, "127.0.0.2"),
            Map.entry(Option.ADMIN_PORT, "2"),
            Map.entry(Option.ADMIN_BIND, "127.0.0.3"),
            Map.entry(Option.DATA, "/else where"),
            Map.entry(Option.DATABASE, "jdbc:postgresql://other/board"),
            Map.entry(Option.REMOTE, "posts=http://Other:3001/"),
            Map.entry(Option.FOLLOW, "posts=http://other:3900"),
            Map.entry(Option.ADDRESS, "http://me:3000"),
            Map.entry(Option.ADMIN_ADDRESS, "http://me:3900"),
            Map.entry(Option.TRUSTED_PROXIES, "10.0.0.0/8,::1"),
            Map.entry(Option.SEED, "none"),
            Map.entry(Option.RESPONSE_CACHE, "16m"),
            Map.entry(Option.DRAIN, "500ms"),
            Map.entry(Option.ACCESS_LOG, "off"),
            Map.entry(Option.LOG, "json"));

    private static Options options(Map<Option, String> flags, Map<String, String> environment) {
        return new OptionsReader(flags, environment).options();
    }

    private static Options options(Option option, String text) {
        return options(Map.of(option, text), Map.of());
    }

    @Test
    void areTheDefaultsIfNothingIsGiven() throws UnknownHostException {
        assertThat(options(Map.of(), Map.of()))
                .isEqualTo(new Options(
                        List.of("all"),
                        3000,
                        InetAddress.getByName("0.0.0.0"),
                        3900,
                        InetAddress.getByName("127.0.0.1"),
                        Optional.empty(),
                        TokenFile.places(Map.of(), Path.of("./data")),
                        Path.of("./data"),
                        new DatabaseOption(Map.of()),
                        new DatabaseLogin(Map.of()),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(25),
                        true,
                        false,
                        new OptionsReader(Map.of(), Map.of()).settings(),
                        Set.of()));
    }

    @Test
    void areTheSameFromFlagsAndFromTheEnvironment() throws UnknownHostException {
        var environment = new HashMap<String, String>();
        OTHERS.forEach((option, text) -> environment.put(option.variable(), text));
        assertThat(options(Map.of(), environment))
                .usingRecursiveComparison()
                .ignoringFields("variables", "login", "settings")
                .isEqualTo(options(OTHERS, Map.of()))
                .isEqualTo(new Options(
                        List.of("users", "posts"),
                        1,
                        InetAddress.getByName("127.0.0.2"),
                        2,
                        InetAddress.getByName("127.0.0.3"),
                        Optional.empty(),
                        TokenFile.places(Map.of(), Path.of("/else where")),
                        Path.of("/else where"),
                        new DatabaseOption(Map.of("", new DatabaseAddress("jdbc:postgresql://other/board"))),
                        new DatabaseLogin(Map.of()),
                        new TreeMap<>(Map.of("posts", URI.create("http://other:3001"))),
                        new TreeMap<>(Map.of("posts", URI.create("http://other:3900"))),
                        Optional.of(URI.create("http://me:3000")),
                        Optional.of(URI.create("http://me:3900")),
                        List.of(
                                Network.parse("10.0.0.0/8").orElseThrow(),
                                Network.parse("::1/128").orElseThrow()),
                        Optional.of(Seed.NONE),
                        Optional.of(16L << 20),
                        Duration.ofMillis(500),
                        false,
                        true,
                        List.of(),
                        Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void comeFromTheVariableOfTheSameName(Option option) {
        assertThat(option.variable())
                .isEqualTo("BANYAN_" + option.flag().substring(2).toUpperCase().replace('-', '_'));
        assertThat(options(Map.of(), Map.of(option.variable(), OTHERS.get(option))))
                .usingRecursiveComparison()
                .ignoringFields("variables", "login", "settings")
                .isEqualTo(options(option, OTHERS.get(option)))
                .isNotEqualTo(options(Map.of(), Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void comeFromTheFlagRatherThanTheVariable(Option option) {
        assertThat(options(Map.of(option, OTHERS.get(option)), Map.of(option.variable(), "\0")))
                .usingRecursiveComparison()
                .ignoringFields("login")
                .isEqualTo(options(option, OTHERS.get(option)));
    }

    @ParameterizedTest
    @EnumSource
    void areNamedAsTheyWereGiven(Option option) {
        var text = OTHERS.get(option);
        var variables = Map.of(option.variable(), text);
        assertThat(options(Map.of(), variables).given(option, "x")).isEqualTo(option.variable() + "=x");
        assertThat(options(Map.of(option, text), variables).given(option, "x")).isEqualTo(option.flag() + " x");
        assertThat(options(Map.of(), Map.of()).given(option, "x")).isEqualTo(option.flag() + " x");
    }

    @Test
    void neverShowTheToken() {
        var options = options(Map.of(), Map.of("BANYAN_ADMIN_TOKEN", "hush"));
        assertThat(options.adminToken()).hasValue("hush");
        assertThat(options.toString()).doesNotContain("hush");
    }

    @Nested
    class Reject {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "PORT       | x        | not a port; give a whole number from 0 to 65535, such as 3000",
                    "PORT       | \"\"     | not a port; give a whole number from 0 to 65535, such as 3000",
                    "PORT       | 3.5      | not a port; give a whole number from 0 to 65535, such as 3000",
                    "PORT       | 70000    | not a port; they go from 0 to 65535, and the nearest is 65535",
                    "PORT       | 99999999999 | not a port; give a whole number from 0 to 65535, such as 3000",
                    "ADMIN_PORT | -1       | not a port; they go from 0 to 65535, and the nearest is 0",
                    "BIND       | a b      | not an address; give one of this machine's, such as 127.0.0.1 or 0.0.0.0",
                    "ADMIN_BIND | \"\"     | no address; give one of this machine's, such as 127.0.0.1",
                    "DATA       | \"\"     | no folder; give one such as ./data",
                    "REMOTE | http://localhost:3001 | 'http://localhost:3001' has no module; give it and an address, such as posts=http://localhost:3001",
                    "REMOTE | posts=localhost:3001 | not an address; give one such as http://localhost:3001",
                    "REMOTE | posts=http://localhost:3001/api | more than an address; give scheme, host and port alone, such as http://localhost:3001",
                    "REMOTE | posts=http://192.0.2.1:3001 | plain http to an address that is neither loopback nor private: use https",
                    "REMOTE | posts=http://a:1,posts=http://b:1 | posts cannot be at two addresses; give one",
                    "TRUSTED_PROXIES | proxy  | not a network: 'proxy'; give an address and how many of its bits count, such as 10.0.0.0/8 or fd00::/8",
                    "TRUSTED_PROXIES | 10.0.0.0/33 | not a network: '10.0.0.0/33'; give an address and how many of its bits count, such as 10.0.0.0/8 or fd00::/8",
                    "SEED       | tutorail | not one of tutorial, none; the nearest is tutorial",
                    "SEED       | NONE     | not one of tutorial, none; the nearest is none",
                    "ACCESS_LOG | yes      | not one of on, off; the nearest is on",
                    "DRAIN      | 25       | not a time; give a whole number and ms, s or m, such as 25s",
                    "DRAIN      | -1s      | not a time; give a whole number and ms, s or m, such as 25s",
                    "DRAIN      | 61m      | too long; the longest is 60m",
                    "MODULES    | a,,b     | an empty name; give all, none, or names such as users,posts",
                    "MODULES    | \"\"     | an empty name; give all, none, or names such as users,posts"
                })
        void aBadValueByTheNameOfItsFlagOrItsVariable(Option option, String text, String why) {
            var shown = text.isEmpty() ? "''" : text;
            assertThatThrownBy(() -> options(option, text))
                    .isInstanceOf(ExitException.class)
                    .hasMessage(option.flag() + " " + shown + ": " + why);
            assertThatThrownBy(() -> options(Map.of(), Map.of(option.variable(), text)))
                    .isInstanceOf(ExitException.class)
                    .hasMessage(option.variable() + "=" + shown + ": " + why);
        }

        @Test
        void aFolderThatIsNotAPath() {
            assertThatThrownBy(() -> options(Option.DATA, "a\0b"))
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining("not a path");
        }

        @ParameterizedTest
        @ValueSource(strings = {"all,users", "users,none", "none,all"})
        void allOrNoneBesideOthers(String text) {
            assertThatThrownBy(() -> options(Option.MODULES, text))
                    .isInstanceOf(ExitException.class)
                    .hasMessage("--modules " + text + ": all and none stand alone");
            assertThatThrownBy(() -> options(Map.of(), Map.of("BANYAN_MODULES", text)))
                    .isInstanceOf(ExitException.class)
                    .hasMessage("BANYAN_MODULES=" + text + ": all and none stand alone");
        }

        @Test
        void anAdminPortForOtherMachinesWithoutASecret() {
            var flags = new EnumMap<>(Map.of(Option.ADMIN_BIND, "0.0.0.0"));
            assertThatThrownBy(() -> options(flags, Map.of("BANYAN_ADMIN_TOKEN", " ")))
                    .isInstanceOf(ExitException.class)
                    .hasMessageStartingWith("--admin-bind 0.0.0.0: ")
                    .hasMessageContaining("BANYAN_ADMIN_TOKEN");
            assertThat(options(flags, Map.of("BANYAN_ADMIN_TOKEN", "hush")).adminBind())
                    .isNotNull();
        }
    }
}

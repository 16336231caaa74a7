package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.config.Option;
import banyan.launcher.process.ExitException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command line is understood as. */
class ArgumentsTest {
    @ParameterizedTest
    @EnumSource
    void takesEachOptionWithAnEqualsSignOrASpace(Option option) {
        assertThat(new Arguments(option.flag() + "=x").flags()).isEqualTo(Map.of(option, "x"));
        assertThat(new Arguments(option.flag(), "x").flags()).isEqualTo(Map.of(option, "x"));
    }

    @ParameterizedTest
    @EnumSource
    void showsEachOptionWithItsDefaultInTheHelp(Option option) {
        assertThat(new Arguments().help(new TreeMap<>()).replaceAll("\\s+", " "))
                .contains(option.flag(), "Default: " + option.byDefault);
    }

    @Test
    void joinsRepeatedModules() {
        assertThat(new Arguments("--modules=users", "--modules", "posts,threads").flags())
                .isEqualTo(Map.of(Option.MODULES, "users,posts,threads"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MODULES", "DATABASE", "REMOTE", "TRUSTED_PROXIES"})
    void refusesToChooseBetweenTwoValues(Option option) {
        assertThatThrownBy(() -> new Arguments(option.flag() + "=1", option.flag() + "=2").flags())
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith(option.flag() + " 1 2: given more than once")
                .hasMessageEndingWith(option.byDefault);
    }

    @Test
    void keepsAnEmptyValue() {
        assertThat(new Arguments("--port=").flags()).isEqualTo(Map.of(Option.PORT, ""));
        assertThat(new Arguments("--port", "").flags()).isEqualTo(Map.of(Option.PORT, ""));
    }

    @Test
    void keepsACommaOrAnAtSignInAFolder() {
        assertThat(new Arguments("--data=@a,b").flags()).isEqualTo(Map.of(Option.DATA, "@a,b"));
    }

    @Test
    void knowsNoFilesOfArguments() {
        assertThatThrownBy(() -> new Arguments("@/etc/hostname"))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("@/etc/hostname: there is no such option");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot=3, --prot, --port",
        "--MODULES=all, --MODULES, --modules",
        "--admin-prt, --admin-prt, --admin-port",
        "-help, -help, --help",
        "--module, --module, --modules"
    })
    void namesTheNearestOfAnUnknownOption(String argument, String name, String nearest) {
        assertThatThrownBy(() -> new Arguments(argument))
                .isInstanceOf(ExitException.class)
                .hasMessage(name + ": there is no such option; the nearest is " + nearest);
    }

    @Test
    void saysWhereACommandStands() {
        assertThatThrownBy(() -> new Arguments("--port=0", "moderator"))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("moderator: there is no such option")
                .hasMessageEndingWith("; a command comes first and its options after it, see --help");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnOptionWithoutItsValue(Option option) {
        var message = option.flag() + ": there is no value; give " + option.label;
        assertThatThrownBy(() -> new Arguments(option.flag()))
                .isInstanceOf(ExitException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new Arguments(option.flag(), "--help"))
                .isInstanceOf(ExitException.class)
                .hasMessage(message);
    }

    @Test
    void hearsARequestAsOftenAsItIsMade() {
        var arguments = new Arguments("--help", "--help");
        assertThat(arguments.asks("--help")).isTrue();
        assertThat(arguments.asks("--version")).isFalse();
    }
}

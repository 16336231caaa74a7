package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.config.Option;
import banyan.launcher.process.ExitException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The options and words of a command line. */
class GivenTest {
    @TempDir
    private static Path folder;

    private static ToyProgram program;

    @BeforeAll
    static void makeTheProgram() {
        program = new ToyProgram(folder);
    }

    private static Map<Option, String> options(String... words) {
        return program.given("run", words).flags();
    }

    @ParameterizedTest
    @EnumSource
    void takesEachOptionWithAnEqualsSignOrASpace(Option option) {
        assertThat(options(option.flag() + "=x")).isEqualTo(Map.of(option, "x"));
        assertThat(options(option.flag(), "x")).isEqualTo(Map.of(option, "x"));
    }

    @ParameterizedTest
    @EnumSource
    void showsEachOptionWithItsDefaultInTheHelp(Option option) throws Exception {
        assertThat(program.run("--help").out().replaceAll("\\s+", " "))
                .contains(option.flag(), "Default: " + option.byDefault);
    }

    @Test
    void joinsRepeatedModules() {
        assertThat(options("--modules=users", "--modules", "posts,threads"))
                .isEqualTo(Map.of(Option.MODULES, "users,posts,threads"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MODULES", "DATABASE", "REMOTE", "FOLLOW", "TRUSTED_PROXIES"})
    void rejectsTwoValuesOfASingleOption(Option option) {
        assertThatThrownBy(() -> options(option.flag() + "=1", option.flag() + "=2"))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith(option.flag() + " 1 2: given more than once")
                .hasMessageEndingWith(option.byDefault);
    }

    @Test
    void rejectsTwoValuesOfAFlagOfACommand() {
        assertThatThrownBy(() -> program.given("move", "posts", "--to=here", "--to", "http://localhost:1"))
                .hasMessage("--to here http://localhost:1: given more than once; give one value");
    }

    @Test
    void rejectsTwoValuesBeforeAndBehindTheNameOfAForm() {
        assertThatThrownBy(() -> program.given("moderator", "--admin-port=1", "list", "--admin-port=2"))
                .hasMessageStartingWith("--admin-port 1 2: given more than once");
    }

    @Test
    void takesOptionsBeforeAndBehindTheNameOfAForm() {
        var given = program.given("moderator", "--admin-port=1", "add", "--data=x", "simon");
        assertThat(given.flags()).isEqualTo(Map.of(Option.ADMIN_PORT, "1", Option.DATA, "x"));
        assertThat(given.words()).isEqualTo(List.of("add", "simon"));
    }

    @Test
    void keepsAnEmptyValue() {
        assertThat(options("--port=")).isEqualTo(Map.of(Option.PORT, ""));
        assertThat(options("--port", "")).isEqualTo(Map.of(Option.PORT, ""));
    }

    @Test
    void keepsACommaOrAnAtSignInAFolder() {
        assertThat(options("--data=@a,b")).isEqualTo(Map.of(Option.DATA, "@a,b"));
    }

    @Test
    void readsNoArgumentsFromFiles() {
        assertThatThrownBy(() -> options("@/etc/hostname"))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("@/etc/hostname: one argument too many");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot=3, --prot, --port",
        "--MODULES=all, --MODULES, --modules",
        "--admin-prt, --admin-prt, --admin-port",
        "-help, -help, --help",
        "--module, --module, --modules"
    })
    void suggestsTheNearestOptionForAnUnknownOne(String argument, String name, String nearest) {
        assertThatThrownBy(() -> options(argument))
                .isInstanceOf(ExitException.class)
                .hasMessage(name + ": there is no such option; the nearest is " + nearest);
    }

    @ParameterizedTest
    @CsvSource({"--mirorr, --mirror", "--too, --to", "--und, --undo", "--admin-prt, --admin-port"})
    void suggestsAFlagOfTheCommand(String argument, String nearest) {
        assertThatThrownBy(() -> program.given("move", "posts", argument, "x"))
                .hasMessage(argument + ": there is no such option; the nearest is " + nearest);
    }

    @Test
    void explainsThePositionOfACommand() {
        assertThatThrownBy(() -> options("--port=0", "moderator"))
                .isInstanceOf(ExitException.class)
                .hasMessageStartingWith("moderator: one argument too many")
                .hasMessageEndingWith("; run takes options only; another command must be the first argument");
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAnOptionWithoutItsValue(Option option) {
        var message = option.flag() + ": there is no value; give " + option.label;
        assertThatThrownBy(() -> options(option.flag()))
                .isInstanceOf(ExitException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> options(option.flag(), "--help"))
                .isInstanceOf(ExitException.class)
                .hasMessage(message);
    }

    @Test
    void acceptsARepeatedRequestForHelp() throws Exception {
        assertThat(program.run("--help", "--help")).isEqualTo(program.run("--help"));
    }
}

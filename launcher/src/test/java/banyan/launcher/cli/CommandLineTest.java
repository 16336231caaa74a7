package banyan.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command with help, and with each kind of usage error: the exit code, and the sentence for the operator. */
class CommandLineTest {
    private static final String[] COMMANDS = {"run", "slots", "move", "export", "import", "train", "keys", "moderator"};
    private static final int WIDTH = 100;

    @TempDir
    private static Path folder;

    private static ToyProgram program;

    @BeforeAll
    static void makeTheProgram() {
        program = new ToyProgram(folder);
    }

    static Stream<Arguments> helps() {
        return Stream.of("--help", "-h")
                .flatMap(flag -> Arrays.stream(COMMANDS).map(command -> Arguments.of(command, flag)));
    }

    @ParameterizedTest
    @MethodSource("helps")
    void printsHelpOfEachCommand(String command, String flag) throws Exception {
        var end = program.run(command, flag);
        assertThat(end.code()).isZero();
        assertThat(end.out()).startsWith("Usage: banyan " + command + " ").contains("\n  -h, --help ");
        assertThat(end.out().lines()).allMatch(line -> line.length() <= WIDTH);
    }

    @ParameterizedTest
    @CsvSource({"--help", "-h"})
    void listsAllCommandsInTheHelpOfTheProgram(String flag) throws Exception {
        var end = program.run(flag);
        assertThat(end.code()).isZero();
        assertThat(end.out()).startsWith("Usage: banyan [run] [OPTIONS]");
        for (var command : COMMANDS) {
            assertThat(end.out()).containsPattern("\n  " + command + " +[A-Z]");
        }
        assertThat(end.out().lines()).allMatch(line -> line.length() <= WIDTH);
    }

    @Test
    void printsHelpOfAForm() throws Exception {
        assertThat(program.run("moderator", "add", "-h").out())
                .startsWith("Usage: banyan moderator add NAME [OPTIONS]\n");
        assertThat(program.run("moderator", "--help").out())
                .startsWith("Usage: banyan moderator add NAME [OPTIONS]\n"
                        + "       banyan moderator remove NAME [OPTIONS]\n"
                        + "       banyan moderator list [OPTIONS]\n");
    }

    @Test
    void printsHelpWithoutRequiringArguments() throws Exception {
        assertThat(program.run("move", "--help")).isEqualTo(program.run("move", "--help", "posts"));
    }

    @ParameterizedTest
    @CsvSource({"rnu, run", "slot, slots", "mvoe, move", "exprot, export", "imports, import", "trian, train"})
    void suggestsTheNearestCommand(String word, String nearest) throws Exception {
        assertEnd(word, 2, word + ": there is no such command; the nearest is " + nearest);
    }

    @ParameterizedTest
    @CsvSource({"kyes, keys", "MODERATOR, moderator"})
    void suggestsTheNearestCommandOfModules(String word, String nearest) throws Exception {
        assertEnd(word + " list", 2, word + ": there is no such command; the nearest is " + nearest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --prot=1                        | --prot: there is no such option; the nearest is --port
                    run --modlues=all               | --modlues: there is no such option; the nearest is --modules
                    slots --admin-prt=1             | --admin-prt: there is no such option; the nearest is --admin-port
                    move posts --too=here           | --too: there is no such option; the nearest is --to
                    move --too                      | --too: there is no such option; the nearest is --to
                    export posts --with-key         | --with-key: there is no such option; the nearest is --with-keys
                    import posts --form=x           | --form: there is no such option; the nearest is --from
                    train --hlep                    | --hlep: there is no such option; the nearest is --help
                    keys list --dta=x               | --dta: there is no such option; the nearest is --data
                    moderator add simon --admin-bnd | --admin-bnd: there is no such option; the nearest is --admin-bind
                    """)
    void suggestsTheNearestFlag(String line, String sentence) throws Exception {
        assertEnd(line, 2, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --with-keys            | --with-keys: run does not take this option; export takes it
                    run --to=here          | --to: run does not take this option; move and export take it
                    slots --data=x         | --data: slots does not take this option; run, export, import, keys and moderator take it
                    move posts --port=1    | --port: move does not take this option; run takes it
                    export posts --from=x  | --from: export does not take this option; import takes it
                    import posts --undo    | --undo: import does not take this option; move takes it
                    train --modules=all    | --modules: train does not take this option; run takes it
                    keys rotate --seed=x   | --seed: keys rotate does not take this option; run takes it
                    moderator list --share | --share: moderator list does not take this option; move takes it
                    """)
    void namesTheCommandsThatTakeAFlag(String line, String sentence) throws Exception {
        assertEnd(line, 2, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --modules=pots         | --modules pots
                    run --modules=pots     | --modules pots
                    run --remote=pots=http://localhost:1 | --remote pots=…
                    move pots --to=here    | move pots
                    export pots            | export pots
                    import pots            | import pots
                    """)
    void suggestsTheNearestModule(String line, String given) throws Exception {
        assertEnd(
                line, 2, given + ": there is no such module; the nearest is posts, and all are posts, threads, users");
    }

    /** The module would begin with data of its own, and could not follow later. */
    @Test
    void followsOnlyWithModulesThatItHosts() throws Exception {
        assertEnd(
                "run --modules=posts --follow=users=http://localhost:3900",
                2,
                "--follow users=…: this process does not host users; add it to --modules, or follow a module that is hosted here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keys lst               | keys lst: there is no such subcommand; the nearest is list, and the subcommands are rotate, list, revoke KEY
                    keys revok k1          | keys revok: there is no such subcommand; the nearest is revoke, and the subcommands are rotate, list, revoke KEY
                    moderator ad simon     | moderator ad: there is no such subcommand; the nearest is add, and the subcommands are add NAME, remove NAME, list
                    """)
    void suggestsTheNearestForm(String line, String sentence) throws Exception {
        assertEnd(line, 2, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    slots --admin-port=0   | 1 | --admin-port 0: no board runs there; give the --admin-port of the board whose slots you want to see or change
                    slots --admin-port     | 2 | --admin-port: there is no value; give 0-65535
                    move                   | 2 | move: MODULE is missing; give move MODULE
                    move posts             | 2 | move posts: give --to here or an address such as http://localhost:3001, --mirror an address, or --undo
                    move posts --to        | 2 | '--to: there is no value; give here|URL'
                    move posts --undo=yes  | 2 | --undo: takes no value; give it alone
                    move posts --share=10 --undo | 2 | --share 10: a share needs a location; give --to beside it
                    export                 | 2 | export: MODULE is missing; give export MODULE
                    import                 | 2 | import: MODULE is missing; give import MODULE
                    keys                   | 2 | keys: an argument is missing; keys takes rotate, list, or revoke KEY
                    keys revoke            | 2 | keys revoke: KEY is missing; give keys revoke KEY
                    moderator              | 2 | moderator: an argument is missing; moderator takes add NAME, remove NAME, or list
                    moderator add          | 2 | moderator add: NAME is missing; give moderator add NAME
                    """)
    void saysWhatIsMissing(String line, int code, String sentence) throws Exception {
        assertEnd(line, code, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port=0 posts         | posts: one argument too many; run takes options only; another command must be the first argument
                    run posts              | posts: one argument too many; run takes options only; another command must be the first argument
                    slots posts            | posts: one argument too many; give slots
                    move posts users       | users: one argument too many; give move MODULE
                    export posts users     | users: one argument too many; give export MODULE
                    import posts users     | users: one argument too many; give import MODULE
                    train posts            | posts: one argument too many; give train
                    keys list all          | all: one argument too many; give keys list
                    keys revoke k1 k2      | k2: one argument too many; give keys revoke KEY
                    moderator add pb finn  | finn: one argument too many; give moderator add NAME
                    """)
    void rejectsAWordTooMany(String line, String sentence) throws Exception {
        assertEnd(line, 2, sentence);
    }

    private static void assertEnd(String line, int code, String sentence) throws Exception {
        assertThat(program.run(line.split(" "))).isEqualTo(new ToyProgram.End(code, sentence, ""));
    }
}

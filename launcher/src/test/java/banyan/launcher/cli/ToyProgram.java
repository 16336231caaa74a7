package banyan.launcher.cli;

import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Output;
import banyan.launcher.config.EnvironmentVariables;
import banyan.launcher.process.Exit;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Installation;
import banyan.launcher.process.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of a program with the modules of the board, and with commands as modules declare them. */
final class ToyProgram {
    private static final List<String> MODULES = List.of("posts", "threads", "users");
    private static final TreeMap<String, OfferedCommand> OFFERS = new TreeMap<>(Map.of(
            "keys", offered("keys", "rotate", "list", "revoke KEY"),
            "moderator", offered("moderator", "add NAME", "remove NAME", "list")));

    private final Commands commands;

    /**
     * How a command has ended.
     *
     * @param code the exit code
     * @param line the line on standard error; empty if there is none
     * @param out standard output
     */
    record End(int code, String line, String out) {}

    /**
     * @param folder of the installation, which is made there from the classes that the build has just compiled
     */
    ToyProgram(Path folder) {
        for (var module : MODULES) {
            copy(Path.of("../module-" + module + "/target/classes"), folder.resolve("modules/" + module));
        }
        var home = new Installation(folder.resolve("launcher.jar"));
        commands = new Commands(home, new StopSignal(), () -> OFFERS);
    }

    End run(String... words) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try {
            cli(bytes).run(words);
            return new End(Exit.OK, "", bytes.toString(StandardCharsets.UTF_8));
        } catch (ExitException e) {
            return new End(e.code(), e.line(), bytes.toString(StandardCharsets.UTF_8));
        }
    }

    /** The input of a command, which is not run. */
    Given given(String name, String... words) {
        var bytes = new ByteArrayOutputStream();
        return new Given(
                cli(bytes).parse(commands.named(name), words), new EnvironmentVariables(Map.of()), output(bytes));
    }

    private Cli cli(ByteArrayOutputStream bytes) {
        return new Cli(commands, output(bytes));
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Output output(ByteArrayOutputStream bytes) {
        return new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private static OfferedCommand offered(String name, String... forms) {
        var all = List.of(forms).stream()
                .map(words -> new Form(words, "Does so."))
                .toList();
        return new OfferedCommand(name, new CommandDescription("Does something.", all), "users", ModuleLayer.empty());
    }
}

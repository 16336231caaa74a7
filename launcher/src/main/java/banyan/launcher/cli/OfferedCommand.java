package banyan.launcher.cli;

import banyan.core.BoardException;
import banyan.core.CommandDescription;
import banyan.core.Seed;
import banyan.launcher.cache.ResponseCache;
import banyan.launcher.cli.client.AdminClient;
import banyan.launcher.cli.command.Given;
import banyan.launcher.cli.command.Subcommand;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.hosting.Databases;
import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.Ports;
import banyan.launcher.process.ExitException;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Slots;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that a module offers. The board that runs executes it; where no board runs, this process opens the module alone.
 *
 * @param module the short name of the module
 * @param layer of that module
 */
record OfferedCommand(String name, CommandDescription description, String module, ModuleLayer layer)
        implements Subcommand {
    @Override
    public Set<Option> options() {
        return OF_DATA;
    }

    @Override
    public CommandSpec describe() {
        return OfferedForms.specification(name, description);
    }

    @Override
    public void run(Given given) {
        var words = given.words();
        if (!given.isComplete() && !isForm(String.join(" ", words))) {
            throw ExitException.usage(name + ": an argument is missing; " + description.usage(name));
        }
        var options = given.options();
        var board = AdminClient.at(options);
        given.output().print(board.isPresent() ? board.get().run(name, words) : open(options, words));
    }

    private boolean isForm(String words) {
        return description.forms().stream().anyMatch(form -> form.words().equals(words));
    }

    private List<String> open(Options options, List<String> words) {
        var databases = Databases.ready(options, Set.of(module));
        databases.requireData(module);
        var peers = new Peers(1);
        var ports = new Ports(new Slots(Set.of(), peers), peers);
        try (var opened = new HostedModule(module, layer, databases, Seed.NONE, ports, new ResponseCache(0))) {
            return run(opened, words);
        } catch (BoardException e) {
            throw e.kind() == BoardException.Kind.INVALID
                    ? ExitException.usage(e.detail())
                    : ExitException.failure(e.detail(), e);
        }
    }

    private List<String> run(HostedModule opened, List<String> words) {
        var command = opened.commands().get(name);
        if (command == null) {
            throw ExitException.failure(
                    module + " offers the command " + name + ", and does not have it when it is open");
        }
        return command.run(words);
    }
}

package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.Command;
import banyan.core.web.JsonInput;
import banyan.launcher.admin.api.CommandInput;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.process.Phase;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** The commands of the modules that are open here. */
final class OpenCommands {
    private final OpenModules modules;

    OpenCommands(OpenModules modules) {
        this.modules = modules;
    }

    /**
     * Does one.
     *
     * @param input a JSON document: what {@link CommandInput} has
     * @return what the operator is to read
     * @throws BoardException if the input is none, there is no such command here, or it cannot be done
     */
    List<String> run(String name, byte[] input) throws IOException {
        return command(name).run(JsonInput.read(input, CommandInput.class).words());
    }

    private Command command(String name) {
        var open = new TreeMap<String, Command>();
        modules.all().values().forEach(module -> open.putAll(module.commands()));
        var command = open.get(name);
        if (command == null && modules.phase() == Phase.STARTING) {
            throw OpenModules.starting();
        }
        if (command == null) {
            throw new BoardException(
                    BoardException.Kind.NOT_FOUND,
                    "No module that is open here has a command " + name + "; "
                            + (open.isEmpty()
                                    ? "there is none."
                                    : "there are " + String.join(", ", open.keySet()) + "."));
        }
        return command;
    }
}

package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.Command;
import banyan.core.web.json.JsonInput;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandInput;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.process.Phase;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs commands of the modules that are open here. */
@Path(AdminPaths.COMMANDS + "/{name}")
@Produces(AdminMediaTypes.JSON)
public final class CommandsResource {
    private final OpenModules modules;

    CommandsResource(OpenModules modules) {
        this.modules = modules;
    }

    @POST
    public CommandView run(@PathParam("name") String name, @Nullable CommandInput input) {
        return new CommandView(command(name).run(JsonInput.given(input).words()));
    }

    private Command command(String name) {
        var commands = new TreeMap<String, Command>();
        modules.all().values().forEach(module -> commands.putAll(module.commands()));
        var command = commands.get(name);
        if (command == null && modules.phase() == Phase.STARTING) {
            throw OpenModules.starting();
        }
        if (command == null) {
            throw new BoardException(BoardException.Kind.NOT_FOUND, missing(name, commands));
        }
        return command;
    }

    private static String missing(String name, SortedMap<String, Command> commands) {
        return "No module that is open here has a command " + name + "; "
                + (commands.isEmpty() ? "there is none." : "there are " + String.join(", ", commands.keySet()) + ".");
    }
}

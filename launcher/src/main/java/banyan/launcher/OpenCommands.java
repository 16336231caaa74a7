package banyan.launcher;

import banyan.core.BoardException;
import banyan.core.Command;
import banyan.core.web.Json;
import banyan.core.web.JsonInput;
import banyan.core.web.Problem;
import banyan.launcher.front.Phase;
import banyan.launcher.http.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** The commands of the modules that are open here, at the admin port. */
final class OpenCommands {
    private static final String PATH = "/commands/";

    private final Board board;

    OpenCommands(Board board) {
        this.board = board;
    }

    static boolean areMeant(Request request) {
        return request.getRequestURI().startsWith(PATH);
    }

    void answer(Request request, Response response) throws IOException {
        if (!request.getMethod().equals(Method.POST)) {
            response.setHeader("Allow", "POST");
            Answer.problem(response, 405, "method-not-allowed", "This path takes POST.");
        } else if (!isJson(request.getContentType())) {
            // A form of a web page cannot say that it sends JSON.
            Answer.problem(response, 415, "unsupported-media-type", "This path takes application/json.");
        } else {
            run(request, response);
        }
    }

    private void run(Request request, Response response) throws IOException {
        try {
            var command = command(request.getRequestURI().substring(PATH.length()));
            var input = JsonInput.read(request.getInputStream().readAllBytes(), CommandInput.class);
            var said = Map.of("lines", command.run(input.words()));
            Answer.json(response, Json.MAPPER.writeValueAsBytes(said));
        } catch (BoardException e) {
            Answer.problem(response, Problem.of(e));
        }
    }

    private Command command(String name) {
        var open = new TreeMap<String, Command>();
        board.modules().values().forEach(module -> open.putAll(module.commands()));
        var command = open.get(name);
        if (command == null && board.phase() == Phase.STARTING) {
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE, "This board is starting: try again when it is ready.");
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

    private static boolean isJson(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }
}

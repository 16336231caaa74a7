package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.web.Json;
import banyan.core.web.JsonInput;
import banyan.core.web.problem.Problem;
import banyan.launcher.admin.api.MoveView;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.admin.api.UndoInput;
import banyan.launcher.config.Suggestion;
import banyan.launcher.http.Responses;
import banyan.launcher.slots.Placement;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.io.IOException;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Shows operators where each module's requests go, and sends them elsewhere. */
final class SlotsAdmin {
    static final String PATH = "/slots";

    private static final Pattern ONE = Pattern.compile(PATH + "/([^/]+)(/undo)?");

    private final Slots slots;
    private final Placement placement;
    private final SlotViews views;

    SlotsAdmin(Slots slots, Placement placement) {
        this.slots = slots;
        this.placement = placement;
        views = new SlotViews(placement.data());
    }

    /** Asks other processes before it sends anything there, so this may block. */
    void answer(Request request, Response response) throws IOException {
        try {
            var one = ONE.matcher(request.getRequestURI());
            if (request.getRequestURI().equals(PATH)) {
                if (AdminEndpoint.takes(request, response, "GET")) {
                    Responses.json(response, Json.MAPPER.writeValueAsBytes(views.of(slots.all())));
                }
            } else if (!one.matches()) {
                Responses.problem(
                        response, 404, "not-found", "There are /slots, /slots/MODULE and /slots/MODULE/undo.");
            } else if (one.group(2) == null) {
                one(one.group(1), request, response);
            } else if (AdminEndpoint.takes(request, response, "POST")) {
                var input = JsonInput.read(request.getInputStream().readAllBytes(), UndoInput.class);
                slot(one.group(1));
                show(one.group(1), placement.undo(one.group(1), input), response);
            }
        } catch (BoardException e) {
            Responses.problem(response, Problem.of(e));
        }
    }

    private void one(String module, Request request, Response response) throws IOException {
        if (AdminEndpoint.takes(request, response, "GET", "PUT")) {
            slot(module);
            if (request.getMethod().getMethodString().equals("PUT")) {
                var input = JsonInput.read(request.getInputStream().readAllBytes(), SlotInput.class);
                show(module, placement.move(module, input), response);
            } else {
                Responses.json(response, Json.MAPPER.writeValueAsBytes(views.of(module, slot(module))));
            }
        }
    }

    private void show(String module, Placement.Moved moved, Response response) throws IOException {
        var view = new MoveView(moved.isChanged(), views.of(module, slot(module)), moved.warnings());
        Responses.json(response, Json.MAPPER.writeValueAsBytes(view));
    }

    private Slot slot(String module) {
        return slots.of(module)
                .orElseThrow(() -> new BoardException(
                        BoardException.Kind.NOT_FOUND,
                        "There is no module " + module + "; the nearest is "
                                + Suggestion.to(module, slots.all().keySet()) + "."));
    }
}

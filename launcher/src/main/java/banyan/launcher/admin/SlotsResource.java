package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.web.json.JsonInput;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.MoveView;
import banyan.launcher.admin.api.SlotInput;
import banyan.launcher.admin.api.SlotView;
import banyan.launcher.admin.api.UndoInput;
import banyan.launcher.config.Suggestion;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.placement.MoveResult;
import banyan.launcher.slots.placement.Placement;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows where the requests of each module go, and moves them. */
@Path(AdminPaths.SLOTS)
@Produces(AdminMediaTypes.JSON)
public final class SlotsResource {
    private static final String MODULE = "module";
    private static final String ONE = "{" + MODULE + "}";

    private final Slots slots;
    private final Placement placement;
    private final SlotViews views;

    SlotsResource(Slots slots, Placement placement) {
        this.slots = slots;
        this.placement = placement;
        views = new SlotViews(placement.data());
    }

    @GET
    public List<SlotView> all() {
        return views.of(slots.all());
    }

    @GET
    @Path(ONE)
    public SlotView one(@PathParam(MODULE) String module) {
        return views.of(module, slot(module));
    }

    @PUT
    @Path(ONE)
    public MoveView move(@PathParam(MODULE) String module, @Nullable SlotInput input) {
        slot(module);
        return view(module, placement.move(module, JsonInput.given(input)));
    }

    @POST
    @Path(ONE + "/" + AdminPaths.UNDO)
    public MoveView undo(@PathParam(MODULE) String module, @Nullable UndoInput input) {
        slot(module);
        return view(module, placement.undo(module, JsonInput.given(input)));
    }

    private MoveView view(String module, MoveResult result) {
        return new MoveView(
                result.isChanged(),
                views.of(module, slot(module)),
                result.data().orElse(null),
                result.warnings());
    }

    private Slot slot(String module) {
        return slots.of(module)
                .orElseThrow(() -> new BoardException(
                        BoardException.Kind.NOT_FOUND,
                        "There is no module " + module + "; the nearest is "
                                + Suggestion.to(module, slots.all().keySet()) + "."));
    }
}

package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.BoardException.Fault;
import banyan.core.transfer.ReplicaPosition;
import banyan.core.web.json.JsonInput;
import banyan.core.web.params.ClientAddress;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.admin.api.HandoverInput;
import banyan.launcher.admin.api.OutcomeInput;
import banyan.launcher.admin.api.RoleView;
import banyan.launcher.replica.ChangesRequest;
import banyan.launcher.replica.CopyAddress;
import banyan.launcher.replica.StandbyService;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The copy of a module's data here, for the copies that follow it. Operators use {@link CopiesResource}. */
@Path(AdminPaths.COPIES + "/{module}")
@Produces(AdminMediaTypes.JSON)
public final class ReplicaResource {
    private static final String MODULE = "module";

    private final HostedCopies copies;

    ReplicaResource(HostedCopies copies) {
        this.copies = copies;
    }

    @GET
    @Path(AdminPaths.CHANGES)
    @Produces(AdminMediaTypes.NDJSON)
    public StreamingOutput changes(
            @PathParam(MODULE) String module,
            @HeaderParam(ChangesRequest.COPY) @Nullable UUID copy,
            @HeaderParam(CopyAddress.BOARD) @Nullable String board,
            @HeaderParam(CopyAddress.ADMIN) @Nullable String admin,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("store") @Nullable UUID store,
            @QueryParam("history") @Nullable UUID history,
            @QueryParam("epoch") @DefaultValue("0") long epoch,
            @QueryParam("verified") @DefaultValue("0") long verified,
            @QueryParam("compare") boolean isCompared,
            @QueryParam("wait") @DefaultValue("0") long wait,
            @Context ContainerRequestContext request) {
        if (copy == null) {
            throw fault(ChangesRequest.COPY, "is missing: give the id of the copy that follows");
        }
        var from = request.getProperty(ClientAddress.PROPERTY) instanceof InetAddress address
                ? address
                : InetAddress.getLoopbackAddress();
        long longest = Math.max(0, Math.min(wait, ChangesRequest.LONGEST_WAIT.toSeconds()));
        var changes = new ChangesRequest(
                copy,
                CopyAddress.parse(CopyAddress.BOARD, board, from),
                CopyAddress.parse(CopyAddress.ADMIN, admin, from),
                new ReplicaPosition(store, history, after),
                epoch,
                verified,
                isCompared,
                Duration.ofSeconds(longest));
        var home = copy(module);
        home.admit(changes);
        return to -> home.sendChanges(changes, to);
    }

    @GET
    @Path(AdminPaths.BUCKET)
    @Produces(AdminMediaTypes.NDJSON)
    public StreamingOutput bucket(
            @PathParam(MODULE) String module,
            @QueryParam("table") @DefaultValue("") String table,
            @QueryParam("number") @DefaultValue("-1") int number) {
        var home = copy(module);
        return to -> home.sendBucket(table, number, to);
    }

    @GET
    @Path(AdminPaths.ROLE)
    public RoleView role(@PathParam(MODULE) String module) {
        return copy(module).role();
    }

    @POST
    @Path(AdminPaths.HANDOVER)
    public CommandView handOver(@PathParam(MODULE) String module, @Nullable HandoverInput input) {
        var given = JsonInput.given(input);
        requireCopy(given.copy());
        return new CommandView(List.of(copy(module).handOver(given, null)));
    }

    @POST
    @Path(AdminPaths.OUTCOME)
    public RoleView outcome(@PathParam(MODULE) String module, @Nullable OutcomeInput input) {
        var given = JsonInput.given(input);
        requireCopy(given.copy());
        return copy(module).outcome(given);
    }

    private static void requireCopy(@Nullable UUID copy) {
        if (copy == null) {
            throw fault("/copy", "is missing: give the id of the copy");
        }
    }

    private StandbyService copy(String module) {
        return copies.require(module).standbyService();
    }

    private static BoardException fault(String place, String what) {
        return BoardException.invalid(List.of(new Fault(place, what)));
    }
}

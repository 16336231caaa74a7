package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.BoardException.Fault;
import banyan.core.web.json.JsonInput;
import banyan.launcher.address.PeerAddress;
import banyan.launcher.admin.api.AdminMediaTypes;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.CommandView;
import banyan.launcher.admin.api.FollowInput;
import banyan.launcher.replica.CopyOperations;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets operators change and compare the copy of a module's data here. */
@Path(AdminPaths.COPIES + "/{module}")
@Produces(AdminMediaTypes.JSON)
public final class CopiesResource {
    private static final String MODULE = "module";

    private final HostedCopies copies;

    CopiesResource(HostedCopies copies) {
        this.copies = copies;
    }

    @PUT
    @Path(AdminPaths.FOLLOW)
    public CommandView follow(@PathParam(MODULE) String module, @Nullable FollowInput input) {
        var home = address(JsonInput.given(input).home());
        return new CommandView(List.of(operations(module).follow(home)));
    }

    @DELETE
    @Path(AdminPaths.FOLLOW)
    public CommandView unfollow(@PathParam(MODULE) String module) {
        return new CommandView(List.of(operations(module).unfollow()));
    }

    @POST
    @Path(AdminPaths.PROMOTE)
    public CommandView promote(@PathParam(MODULE) String module) {
        return new CommandView(List.of(operations(module).promote()));
    }

    @POST
    @Path(AdminPaths.VERIFY)
    public CommandView verify(@PathParam(MODULE) String module) {
        return new CommandView(operations(module).verify());
    }

    private CopyOperations operations(String module) {
        return copies.require(module).operations();
    }

    private static URI address(@Nullable String text) {
        try {
            return PeerAddress.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw BoardException.invalid(List.of(new Fault("/home", "is " + e.getMessage())));
        }
    }
}

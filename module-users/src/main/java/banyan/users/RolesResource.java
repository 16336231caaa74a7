package banyan.users;

import banyan.core.users.Users;
import banyan.core.web.Cacheable;
import banyan.core.web.MediaTypes;
import banyan.core.web.params.Id;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Serves the roles of users over HTTP. */
@Path("")
@Produces(MediaTypes.TUTORIAL)
public final class RolesResource {
    private static final String MODERATOR = "moderator";

    private final Users users;

    RolesResource(Users users) {
        this.users = users;
    }

    @GET
    @Cacheable
    @Path("{id}/roles")
    @ApiResponse(
            responseCode = "200",
            description = "The roles of the user.",
            content = @Content(array = @ArraySchema(maxItems = 1, schema = @Schema(allowableValues = MODERATOR))))
    @ApiResponse(responseCode = "410", description = "The account was deleted.")
    public List<String> roles(@PathParam("id") Id id) {
        var user = AccountService.requireExisting(users.find(id.value()), id.value());
        return users.moderates(user.id()) ? List.of(MODERATOR) : List.of();
    }
}

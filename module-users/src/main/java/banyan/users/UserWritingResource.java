package banyan.users;

import banyan.core.auth.Actor;
import banyan.core.web.MediaTypes;
import banyan.core.web.Responses;
import banyan.core.web.Version;
import banyan.core.web.json.JsonInput;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.Id;
import banyan.core.web.params.IdempotencyKey;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Registers, changes and deletes users over HTTP. */
@Path("")
@Consumes(MediaTypes.TUTORIAL)
@Produces({MediaTypes.TUTORIAL, MediaTypes.BOARD})
public final class UserWritingResource {
    private final AccountService accounts;
    private final Tokens tokens;

    UserWritingResource(AccountService accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @POST
    @ApiResponse(responseCode = "429", description = "Too many registrations from this address.")
    public Response register(
            @HeaderParam("Idempotency-Key") @Nullable IdempotencyKey key,
            @Context ContainerRequestContext request,
            @Context UriInfo asked,
            @Nullable NewUser input) {
        var address = ClientAddress.network(request);
        var response = accounts.register(JsonInput.given(input), IdempotencyKey.of(key), address);
        return Responses.created(asked, "users", response.item(), response.body());
    }

    @PATCH
    @Path("{id}")
    @ApiResponse(responseCode = "409", description = "Another request has just changed the password.")
    @ApiResponse(responseCode = "410", description = "The account was deleted.")
    @ApiResponse(responseCode = "429", description = "Too many changes or wrong passwords.")
    public Response change(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context ContainerRequestContext request,
            @Nullable UserChange input,
            @Context Actor actor) {
        var address = ClientAddress.network(request);
        var changed = accounts.change(actor.id(), id.value(), JsonInput.given(input), ifMatch, address);
        var user = BoardUser.of(changed.user());
        var version = new Version(changed.user().version());
        return changed.position()
                .map(position -> tokens.begin(actor.id(), position))
                .map(token -> secret(Responses.changed(ChangedUser.of(user, token), version)))
                .orElseGet(() -> Responses.changed(user, version));
    }

    @DELETE
    @Path("{id}")
    @ApiResponse(responseCode = "410", description = "The account was deleted.")
    public Response leave(
            @PathParam("id") Id id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Context Actor actor) {
        accounts.delete(actor.session(), id.value(), ifMatch);
        return Responses.deleted();
    }

    private static Response secret(Response response) {
        return Response.fromResponse(response)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}

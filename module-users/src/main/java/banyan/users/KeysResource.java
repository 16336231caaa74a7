package banyan.users;

import banyan.core.users.TokenKey;
import banyan.core.web.MediaTypes;
import banyan.core.web.NotCacheable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Publishes the public keys of tokens over HTTP. */
@Path("keys")
@Produces(MediaTypes.TUTORIAL)
public final class KeysResource {
    private final SigningKeys keys;

    KeysResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @NotCacheable("keys are published for some time before and after they sign")
    @ApiResponse(
            responseCode = "200",
            description = "The public keys that verify tokens.",
            content = @Content(schema = @Schema(implementation = KeySet.class)))
    public Response keys() {
        var members = keys.published().stream().map(KeysResource::member).toList();
        return Response.ok(new KeySet(members)).build();
    }

    private static KeySet.Member member(TokenKey key) {
        return new KeySet.Member("EC", "P-256", "ES256", "sig", key.id(), key.x(), key.y());
    }
}

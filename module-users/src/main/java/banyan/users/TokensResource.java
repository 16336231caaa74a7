package banyan.users;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.web.MediaTypes;
import banyan.core.web.params.ClientAddress;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs users in and renews their tokens over HTTP. */
@Path("tokens")
@Consumes(MediaTypes.TUTORIAL)
@Produces(MediaTypes.TUTORIAL)
public final class TokensResource {
    private static final String MISSING = "is missing: send username and password to sign in, or a token to renew it";

    private final SignIn signIn;
    private final Tokens tokens;
    private final TokenVerifier verifier;

    TokensResource(SignIn signIn, Tokens tokens, TokenVerifier verifier) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.verifier = verifier;
    }

    @POST
    @ApiResponse(
            responseCode = "200",
            description = "A token of the session.",
            content = @Content(schema = @Schema(implementation = Token.class)))
    @ApiResponse(responseCode = "429", description = "Too many attempts to sign in.")
    public Response issue(
            @Nullable Credentials credentials,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context ContainerRequestContext request) {
        var token = token(credentials, authorization, ClientAddress.network(request));
        return Response.ok(token).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private Token token(@Nullable Credentials credentials, @Nullable String authorization, String address) {
        if (credentials != null && credentials.username() != null && credentials.password() != null) {
            var account = signIn.authenticate(credentials.username(), credentials.password(), address);
            return tokens.begin(account.id(), account.position());
        }
        if (authorization == null) {
            throw BoardException.invalid(List.of(
                    new BoardException.Fault("/username", MISSING), new BoardException.Fault("/password", MISSING)));
        }
        return tokens.renew(verifier.session(authorization));
    }
}

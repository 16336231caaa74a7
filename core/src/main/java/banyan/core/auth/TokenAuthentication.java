package banyan.core.auth;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Gives each request of a module its {@link Actor}. The token is verified only when a resource needs the actor. */
@Provider
public final class TokenAuthentication implements ContainerRequestFilter {
    private final TokenVerifier verifier;

    public TokenAuthentication(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setSecurityContext(
                new BearerToken(verifier, request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION)));
    }

    private record BearerToken(
            TokenVerifier verifier, @Nullable String authorization) implements SecurityContext {
        @Override
        public Actor getUserPrincipal() {
            return new Actor(verifier.session(authorization));
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "BEARER";
        }
    }
}

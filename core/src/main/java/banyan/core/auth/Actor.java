package banyan.core.auth;

import java.security.Principal;

/**
 * The user who sent a request, as its token shows. A resource gets it as a {@code @Context} parameter, which fails as
 * UNAUTHENTICATED without a valid token. It has to be the last parameter: JAX-RS reads parameters in order, and a
 * malformed request gets its own error with or without a token.
 */
public record Actor(TokenClaims session) implements Principal {
    public long id() {
        return session.user();
    }

    @Override
    public String getName() {
        return String.valueOf(id());
    }
}

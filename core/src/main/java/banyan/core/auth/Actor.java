package banyan.core.auth;

import java.security.Principal;

/**
 * The user who sent a request, as its token shows. A resource asks for it with a {@code @Context} parameter, which fails as
 * UNAUTHENTICATED without a valid token. It is the last parameter: they are read in their order, and a malformed request is
 * rejected as that, with or without a token.
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

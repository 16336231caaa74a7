package banyan.launcher.admin.access;

import banyan.core.BoardException;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.token.AdminToken;
import banyan.launcher.admin.token.TokenProof;
import banyan.launcher.config.Options;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Decides which requests the admin port accepts. Everybody on this machine may read, but for data; everything else needs the
 * token. With a token that the operator chose, every request needs it.
 */
public final class AdminAccess {
    private final BrowserCheck browsers;
    private final AdminToken token;
    private final FailedAttempts attempts = new FailedAttempts();

    private AdminAccess(BrowserCheck browsers, AdminToken token) {
        this.browsers = browsers;
        this.token = token;
    }

    public static AdminAccess of(Options options) {
        return new AdminAccess(
                new BrowserCheck(options.adminBind()), AdminToken.of(options.adminToken(), options.tokenFiles()));
    }

    /** The path of the file of the token, unless the operator chose the token. */
    public Optional<Path> tokenPath() {
        return token.path();
    }

    /** Whether the check of this request may read the file of the token, which may be on a slow disk. */
    public boolean readsToken(Request request) {
        return request.getHeader(TokenProof.CHALLENGE) != null;
    }

    /**
     * Requires that the client may make this request. Adds the proof to the response if the client requests it: then it
     * knows, before it shows the token, that this is a board of its own user.
     *
     * @throws BoardException FORBIDDEN for a request of a web page; UNAUTHENTICATED without the token; TOO_MANY after too
     *     many wrong tokens
     */
    public void require(Request request, Response response) {
        browsers.requireNoWebPage(request);
        prove(request, response);
        if (needsToken(request)) {
            requireToken(request);
        }
    }

    private void prove(Request request, Response response) {
        if (request.getContext().getConnection().getLocalAddress() instanceof InetSocketAddress here) {
            token.proof(request.getHeader(TokenProof.CHALLENGE), here.getAddress(), here.getPort())
                    .ifPresent(proof -> response.setHeader(TokenProof.HEADER, proof));
        }
    }

    private boolean needsToken(Request request) {
        var path = request.getRequestURI();
        var method = request.getMethod();
        boolean isRead = method.equals(Method.GET) || method.equals(Method.HEAD);
        return token.isGiven()
                || AdminPaths.isAt(AdminPaths.COMMANDS, path)
                || AdminPaths.isAt(AdminPaths.DATA, path)
                || AdminPaths.isAt(AdminPaths.COPIES, path)
                || (AdminPaths.isAt(AdminPaths.SLOTS, path) && !isRead);
    }

    private void requireToken(Request request) {
        var authorization = request.getHeader("Authorization");
        if (authorization == null) {
            throw unauthenticated();
        }
        requireFewFailures(request);
        if (!token.isIn(authorization)) {
            attempts.failed(client(request));
            requireFewFailures(request);
            throw unauthenticated();
        }
    }

    /** A generated token cannot be guessed. Without this limit, no other user of this machine can lock its owner out. */
    private void requireFewFailures(Request request) {
        if (token.isGiven() && !attempts.mayTry(client(request))) {
            throw BoardException.tooMany(
                    "This client sent too many wrong tokens; try again in a second.", Duration.ofSeconds(1));
        }
    }

    private BoardException unauthenticated() {
        return new BoardException(
                BoardException.Kind.UNAUTHENTICATED,
                token.isGiven()
                        ? "Send BANYAN_ADMIN_TOKEN as Authorization: Bearer."
                        : "Send the token of the user that runs this board as Authorization: Bearer. It is in the file that"
                                + " /config names, and commands of that user read it themselves.");
    }

    private static InetAddress client(Request request) {
        return request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}

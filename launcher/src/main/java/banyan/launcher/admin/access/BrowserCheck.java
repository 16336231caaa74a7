package banyan.launcher.admin.access;

import banyan.core.BoardException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.server.Request;

/**
 * Rejects the requests of web pages: a page can make the operator's browser send a request to loopback. Its {@code Host},
 * {@code Origin} or {@code Sec-Fetch-Site} shows that.
 *
 * @param bind the address that the port listens at
 */
record BrowserCheck(InetAddress bind) {
    /** Fetch Metadata: a person typed the address, or this port served the page. */
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d{1,5})?");

    /**
     * @throws BoardException FORBIDDEN for a request of a web page
     */
    void requireNoWebPage(Request request) {
        if (request.getHeader("Origin") != null || isOfAnotherSite(request) || !isOwnHost(request)) {
            throw new BoardException(
                    BoardException.Kind.FORBIDDEN,
                    "The admin port serves the operator of this machine, not web pages.");
        }
    }

    private static boolean isOfAnotherSite(Request request) {
        return StreamSupport.stream(request.getHeaders("Sec-Fetch-Site").spliterator(), false)
                .anyMatch(site -> !OWN_SITES.contains(site));
    }

    private boolean isOwnHost(Request request) {
        var host = Objects.requireNonNullElse(request.getHeader("Host"), "localhost");
        return !bind.isLoopbackAddress() || LOOPBACK.matcher(host).matches();
    }
}

package banyan.launcher.proxy;

import banyan.launcher.http.server.Workers;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.grizzly.http.server.Request;

/**
 * A request as another process gets it, which may be more than once.
 *
 * @param target path and query, as they came
 * @param body all of it: a port collects it before anybody hears of the request
 * @param end when the answer has to have begun, in {@link System#nanoTime()}
 */
public record ForwardedRequest(String method, String target, HttpFields headers, ByteBuffer body, long end) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Who reads a feed may wait for it to go on. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(25);

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /**
     * Takes it from one that has arrived.
     *
     * @param client who asks
     */
    public static ForwardedRequest of(Request request, InetAddress client, CallContext caller) throws IOException {
        var query = request.getQueryString();
        var usual = Workers.isFollowing(request.getMethod(), query) ? LONG_PATIENCE : PATIENCE;
        var patience = caller.left(usual);
        var headers = HttpFields.build();
        ForwardedHeaders.copy(request, headers, client, caller, patience);
        return new ForwardedRequest(
                request.getMethod().getMethodString(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                headers,
                ByteBuffer.wrap(request.getInputStream().readAllBytes()),
                System.nanoTime() + patience.toNanos());
    }

    /** How long the answer may still take to begin. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Whether it changes nothing, and so may be sent again (RFC 9110 section 9.2.1). */
    boolean isSafe() {
        return SAFE.contains(method);
    }

    /** Made anew for each attempt. */
    org.eclipse.jetty.client.Request to(Peer peer) {
        var request = peer.request(method, target).headers(all -> all.clear().add(headers));
        return body.hasRemaining()
                ? request.body(new ByteBufferRequestContent(headers.get(HttpHeader.CONTENT_TYPE), body.slice()))
                : request;
    }
}

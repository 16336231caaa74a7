package banyan.launcher.proxy;

import banyan.launcher.http.CollectedBody;
import banyan.launcher.http.RequestContext;
import banyan.launcher.remote.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.glassfish.grizzly.http.server.Request;

/**
 * A request to be forwarded, once or twice.
 *
 * @param target path and query, as the client has sent them
 * @param body all of it: a port collects it before the endpoint sees the request
 * @param deadline for the begin of the response, in {@link System#nanoTime()}
 */
public record ForwardedRequest(String method, String target, HttpFields headers, ByteBuffer body, long deadline) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A long poll waits for news. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(25);

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Copies a request that has arrived. */
    public static ForwardedRequest of(Request request, RequestContext context) throws IOException {
        var timeout = context.caller().left(context.isLongPoll() ? LONG_TIMEOUT : TIMEOUT);
        var headers = HttpFields.build();
        ForwardedHeaders.copy(request, headers, context, timeout);
        return new ForwardedRequest(
                context.method().getMethodString(),
                context.target(),
                headers,
                ByteBuffer.wrap(CollectedBody.open(request).readAllBytes()),
                System.nanoTime() + timeout.toNanos());
    }

    /** The time until the deadline. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Whether it changes nothing, and so can be retried (RFC 9110 section 9.2.1). */
    boolean isSafe() {
        return SAFE.contains(method);
    }

    /** A new request for each attempt. */
    org.eclipse.jetty.client.Request to(Peer peer) {
        var request = peer.request(method, target).headers(all -> all.clear().add(headers));
        return body.hasRemaining()
                ? request.body(new ByteBufferRequestContent(headers.get(HttpHeader.CONTENT_TYPE), body.slice()))
                : request;
    }
}

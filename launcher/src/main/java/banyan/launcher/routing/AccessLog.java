package banyan.launcher.routing;

import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestContext;
import banyan.launcher.remote.Trace;
import java.net.InetSocketAddress;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs a line for each request: client, method, target, status, and milliseconds. A successful long poll of a feed is left
 * out: each process that follows a feed sends one every few seconds.
 */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final double NANOS_IN_MS = 1e6;
    private static final int FAILED = 400;

    /** The port has checked all parts of the line, so that they contain no line end. */
    @Override
    public void responded(Request request, long nanos) {
        var context = RequestContext.of(request);
        int status = request.getResponse().getStatus();
        if (context.isLongPoll() && context.path().endsWith("/changes") && status < FAILED) {
            return;
        }
        MDC.put(Trace.LOGGED, context.caller().trace().id());
        LOG.info(
                "{} {} {} {} {} ms",
                context.client().getHostAddress(),
                context.method().getMethodString(),
                context.target(),
                status,
                Math.round(nanos / NANOS_IN_MS * 10) / 10.0);
        MDC.remove(Trace.LOGGED);
    }

    @Override
    public void rejected(Connection<?> connection, int status) {
        var peer = connection.getPeerAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "-"; // the client has gone
        LOG.info("{} - - {} rejected", peer, status);
    }
}

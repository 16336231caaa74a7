package banyan.launcher.front;

import banyan.launcher.http.Observer;
import banyan.launcher.remote.Trace;
import java.net.InetSocketAddress;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A line for each request: who asked, for what, how it was answered, and in how many milliseconds. */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final double NANOS_IN_MS = 1e6;

    /** What stands in the line has passed the port's checks, so it cannot break out of it. */
    @Override
    public void answered(Request request, long nanos) {
        var query = request.getQueryString();
        MDC.put(Trace.LOGGED, Asked.of(request).caller().trace().id());
        LOG.info(
                "{} {} {}{} {} {} ms",
                request.getRemoteAddr(),
                request.getMethod().getMethodString(),
                request.getRequestURI(),
                query == null ? "" : "?" + query,
                request.getResponse().getStatus(),
                Math.round(nanos / NANOS_IN_MS * 10) / 10.0);
        MDC.remove(Trace.LOGGED);
    }

    @Override
    public void refused(Connection<?> connection, int status) {
        var peer = connection.getPeerAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "-"; // gone already
        LOG.info("{} - - {} refused", peer, status);
    }
}

package banyan.launcher.http;

import java.net.InetSocketAddress;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request: who asked, for what, how it was answered, and in how many milliseconds. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final double NANOS_IN_MS = 1e6;

    private final boolean on;

    AccessLog(boolean on) {
        this.on = on;
    }

    /** What stands in the line has passed {@link RequestCheck}, so it cannot break out of it. */
    void answered(Request request, long nanos) {
        if (on) {
            var query = request.getQueryString();
            LOG.info(
                    "{} {} {}{} {} {} ms",
                    request.getRemoteAddr(),
                    request.getMethod().getMethodString(),
                    request.getRequestURI(),
                    query == null ? "" : "?" + query,
                    request.getResponse().getStatus(),
                    Math.round(nanos / NANOS_IN_MS * 10) / 10.0);
        }
    }

    /** What was asked could not be read, or is not fit for a log. */
    void refused(Connection<?> connection, int status) {
        if (on) {
            var peer = connection.getPeerAddress() instanceof InetSocketAddress address
                    ? address.getAddress().getHostAddress()
                    : "-"; // gone already
            LOG.info("{} - - {} refused", peer, status);
        }
    }
}

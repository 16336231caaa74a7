package banyan.launcher.front;

import banyan.launcher.http.Observer;
import banyan.launcher.http.server.Workers;
import banyan.launcher.net.ClientAddressResolver;
import banyan.launcher.net.Network;
import banyan.launcher.remote.Trace;
import java.net.InetSocketAddress;
import java.util.List;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A line for each request: the client, what it asked for, the response's status, and how many milliseconds it took. A long
 * poll of a feed that went well is none: each process that follows makes one every few seconds, day and night.
 */
public final class AccessLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final double NANOS_IN_MS = 1e6;
    private static final int FAILED = 400;

    private final ClientAddressResolver addresses;

    /**
     * @param trusted the networks of proxies that are believed when they say for whom they ask
     */
    public AccessLog(List<Network> trusted) {
        addresses = new ClientAddressResolver(trusted);
    }

    /** What stands in the line has passed the port's checks, so it cannot break out of it. */
    @Override
    public void responded(Request request, long nanos) {
        if (isLongPoll(request) && request.getResponse().getStatus() < FAILED) {
            return;
        }
        var query = request.getQueryString();
        MDC.put(Trace.LOGGED, RequestContext.of(request).caller().trace().id());
        LOG.info(
                "{} {} {}{} {} {} ms",
                addresses.of(request).getHostAddress(),
                request.getMethod().getMethodString(),
                request.getRequestURI(),
                query == null ? "" : "?" + query,
                request.getResponse().getStatus(),
                Math.round(nanos / NANOS_IN_MS * 10) / 10.0);
        MDC.remove(Trace.LOGGED);
    }

    private static boolean isLongPoll(Request request) {
        return request.getRequestURI().endsWith("/changes")
                && Workers.isFollowing(request.getMethod(), request.getQueryString());
    }

    @Override
    public void rejected(Connection<?> connection, int status) {
        var peer = connection.getPeerAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "-"; // gone already
        LOG.info("{} - - {} rejected", peer, status);
    }
}

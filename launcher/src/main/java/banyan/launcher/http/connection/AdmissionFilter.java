package banyan.launcher.http.connection;

import banyan.core.web.params.ClientAddress;
import banyan.launcher.http.Limits;
import banyan.launcher.http.RateLimitedWarning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds the number of connections, in all and for each client, and reports the bytes that are written. */
public final class AdmissionFilter extends BaseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionFilter.class);

    /**
     * Bytes of a response that the kernel keeps for the client. By default it keeps up to megabytes for each connection, and
     * then it takes minutes to find a client that reads nothing.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    /** One in so many idle connections is closed at once, as each search looks at all connections. */
    private static final int BATCH = 64;

    /** A copy of the time, which can change while the list is sorted. */
    private record Idle(Connection<?> connection, ConnectionState state, long since) {}

    private final Limits limits;
    private final Connections connections;
    private final UnreadResponses unread;
    private final Predicate<InetAddress> isProxy;
    private final RateLimitedWarning tooMany = new RateLimitedWarning(LOG);
    private final RateLimitedWarning tooManyOfClient = new RateLimitedWarning(LOG);

    /**
     * @param isProxy whether an address stands for many clients, so that the bound for one client does not hold
     */
    public AdmissionFilter(
            Limits limits, Connections connections, UnreadResponses unread, Predicate<InetAddress> isProxy) {
        this.limits = limits;
        this.connections = connections;
        this.unread = unread;
        this.isProxy = isProxy;
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) throws IOException {
        try {
            admit((TCPNIOConnection) context.getConnection());
        } finally {
            connections.arrivals().countAdmitted(); // a connection that has failed or gone is not waited for either
        }
        return context.getInvokeAction();
    }

    private void admit(TCPNIOConnection connection) throws IOException {
        ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        var peer = connection.getPeerAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        var client = peer == null ? "" : ClientAddress.network(peer);
        int ofClient = connections.add(connection, client);
        if (peer != null && ofClient > limits.connectionsOfClient() && !isProxy.test(peer)) {
            tooManyOfClient.warn("{} has more than {} connections: idle ones are closed", client, ofClient - 1);
            makeRoom(connection, state -> state.client().equals(client));
        } else if (connections.all().size() > limits.connections()) {
            tooMany.warn("There are more than {} connections: idle ones are closed", limits.connections());
            makeRoom(connection, state -> true);
        }
    }

    /** Closes the connections that were idle for longest, such as of a browser that has read its page; or else the new one. */
    private void makeRoom(Connection<?> newest, Predicate<ConnectionState> isCandidate) {
        var idle = idle(newest, isCandidate);
        long closed = idle.stream()
                .filter(one -> one.state().rejectAt(ConnectionState.Stage.IDLE)) // unless a request has just arrived
                .limit(idle.size() / BATCH + 1)
                .peek(one -> close(one.connection(), CloseReason.DISPLACED))
                .count();
        if (closed == 0) {
            close(newest, CloseReason.REFUSED);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a connection is itself alone
    private List<Idle> idle(Connection<?> newest, Predicate<ConnectionState> isCandidate) {
        return connections.all().entrySet().stream()
                .filter(open -> open.getKey() != newest
                        && open.getValue().stage() == ConnectionState.Stage.IDLE
                        && isCandidate.test(open.getValue()))
                .map(open ->
                        new Idle(open.getKey(), open.getValue(), open.getValue().since()))
                .sorted(Comparator.comparing(Idle::since, ConnectionState.BY_TIME))
                .toList();
    }

    private void close(Connection<?> connection, CloseReason reason) {
        connection.closeSilently();
        connections.countClosed(reason);
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (context.getMessage() instanceof Buffer bytes) {
            unread.add(bytes.remaining());
        }
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
        connections.remove(context.getConnection());
        return context.getInvokeAction();
    }
}

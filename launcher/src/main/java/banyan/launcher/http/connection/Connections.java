package banyan.launcher.http.connection;

import banyan.core.web.params.ClientAddress;
import banyan.launcher.http.Limits;
import banyan.launcher.http.RateLimitedWarning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is connected to a port. Bounds their number, in all and for each client. */
public final class Connections extends BaseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /**
     * Bytes of a response that the kernel keeps for the client. Its own choice goes up to megabytes for each connection, and
     * then nobody sees for minutes that a client reads nothing.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    /** Of the idle connections that may be closed, so many are at once: to find them takes a look at all. */
    private static final int IN_TURNS = 64;

    /** Why a connection was closed that the client would have kept. */
    public enum Reason {
        /** There were too many, and this was idle for longest. */
        DISPLACED,
        /** There were too many, none idle. */
        REFUSED,
        /** The client read nothing for too long. */
        STALLED,
        /** Too much was unread in all. */
        UNREAD
    }

    /** As it was at one moment: while it is sorted, it goes on. */
    private record Idle(Connection<?> connection, ConnectionState visit, long since) {}

    private final Limits limits;
    private final Predicate<InetAddress> isProxy;
    private final Map<Connection<?>, ConnectionState> visits = new ConcurrentHashMap<>();
    private final Map<String, Integer> clients = new ConcurrentHashMap<>();
    private final Map<Reason, LongAdder> closed = new EnumMap<>(Reason.class);
    private final RateLimitedWarning ofAll = new RateLimitedWarning(LOG);
    private final RateLimitedWarning ofClient = new RateLimitedWarning(LOG);
    private final UnreadResponses unreadResponses;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong met = new AtomicLong();
    private volatile long lastAccepted = System.nanoTime();

    /**
     * @param isProxy whether an address speaks for many clients, so that no bound of one client holds
     */
    public Connections(Limits limits, Predicate<InetAddress> isProxy) {
        this.limits = limits;
        this.isProxy = isProxy;
        unreadResponses = new UnreadResponses(limits.unread(), this);
        for (var reason : Reason.values()) {
            closed.put(reason, new LongAdder());
        }
    }

    /** What the connection is doing; for one that is closed already, a visit that nobody looks at. */
    public ConnectionState visit(Connection<?> connection) {
        var visit = visits.get(connection);
        return visit == null ? new ConnectionState("") : visit;
    }

    public Map<Connection<?>, ConnectionState> all() {
        return Collections.unmodifiableMap(visits);
    }

    void forEach(BiConsumer<Connection<?>, ConnectionState> action) {
        visits.forEach(action);
    }

    UnreadResponses unreadResponses() {
        return unreadResponses;
    }

    /** Whether nobody is connected, nor has been accepted and is on the way to here. */
    public boolean isEmpty() {
        return met.get() == accepted.get() && visits.isEmpty();
    }

    /** Whether nobody waits for an answer, or for the rest of one. */
    public boolean areIdle() {
        return visits.entrySet().stream()
                .allMatch(
                        visit -> visit.getValue().stage() == ConnectionState.Stage.IDLE && unread(visit.getKey()) == 0);
    }

    /** Bytes of responses that wait here for the client to read. */
    public static int unread(Connection<?> connection) {
        return ((TCPNIOConnection) connection).getAsyncWriteQueue().size();
    }

    /** Those of all connections. */
    public long unread() {
        return visits.keySet().stream().mapToLong(Connections::unread).sum();
    }

    /** How many have connected so far. */
    public long accepted() {
        return accepted.get();
    }

    void closed(Reason why) {
        Objects.requireNonNull(closed.get(why)).increment();
    }

    public long closedFor(Reason why) {
        return Objects.requireNonNull(closed.get(why)).sum();
    }

    /** Hears of each connection before anything of it is read, and of what the kernel takes for it. */
    public ConnectionProbe probe() {
        return new ConnectionProbe.Adapter() {
            @Override
            @SuppressWarnings("rawtypes") // as Grizzly has it
            public void onAcceptEvent(Connection listener, Connection connection) {
                accepted.incrementAndGet();
                lastAccepted = System.nanoTime();
            }

            @Override
            @SuppressWarnings("rawtypes")
            public void onWriteEvent(Connection connection, Buffer data, long size) {
                visit(connection).taken(size);
            }
        };
    }

    /** The time since somebody connected. */
    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastAccepted);
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) throws IOException {
        try {
            admit((TCPNIOConnection) context.getConnection());
        } finally {
            met.incrementAndGet(); // one that has failed or gone already is not on the way any more either
        }
        return context.getInvokeAction();
    }

    private void admit(TCPNIOConnection connection) throws IOException {
        ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        var peer = connection.getPeerAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        var client = peer == null ? "" : ClientAddress.network(peer);
        visits.put(connection, new ConnectionState(client));
        int ofThis = clients.merge(client, 1, Integer::sum);
        if (peer != null && ofThis > limits.connectionsOfClient() && !isProxy.test(peer)) {
            ofClient.warn("{} has more than {} connections: idle ones are closed", client, ofThis - 1);
            makeRoom(connection, visit -> visit.client().equals(client));
        } else if (visits.size() > limits.connections()) {
            ofAll.warn("There are more than {} connections: idle ones are closed", limits.connections());
            makeRoom(connection, visit -> true);
        }
    }

    /** Closes those of these that have been idle for longest, as a browser's that has read its page; or else the newcomer. */
    @SuppressWarnings("ReferenceEquality") // a connection is itself alone
    private void makeRoom(Connection<?> newcomer, Predicate<ConnectionState> isOne) {
        var idle = visits.entrySet().stream()
                .filter(visit -> visit.getKey() != newcomer
                        && visit.getValue().stage() == ConnectionState.Stage.IDLE
                        && isOne.test(visit.getValue()))
                .map(visit -> new Idle(
                        visit.getKey(), visit.getValue(), visit.getValue().since()))
                .sorted(Comparator.comparing(Idle::since, ConnectionState.BY_TIME))
                .toList();
        long closed = idle.stream()
                .filter(one ->
                        one.visit().isRefused(ConnectionState.Stage.IDLE)) // unless it has sent something just now
                .limit(idle.size() / IN_TURNS + 1)
                .peek(one -> close(one.connection(), Reason.DISPLACED))
                .count();
        if (closed == 0) {
            close(newcomer, Reason.REFUSED);
        }
    }

    private void close(Connection<?> connection, Reason why) {
        connection.closeSilently();
        closed(why);
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (context.getMessage() instanceof Buffer bytes) {
            unreadResponses.add(bytes.remaining());
        }
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
        var visit = visits.remove(context.getConnection());
        if (visit != null) {
            clients.computeIfPresent(visit.client(), (client, number) -> number == 1 ? null : number - 1);
        }
        return context.getInvokeAction();
    }
}

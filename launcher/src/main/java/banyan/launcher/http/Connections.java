package banyan.launcher.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/** Who is connected to a port. Bounds their number. */
final class Connections extends BaseFilter {
    private final int most;
    private final Map<Connection<?>, Visit> visits = new ConcurrentHashMap<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong met = new AtomicLong();
    private volatile long lastAccepted = System.nanoTime();

    Connections(int most) {
        this.most = most;
    }

    /** What the connection is doing; for one that is closed already, a visit that nobody looks at. */
    Visit visit(Connection<?> connection) {
        var visit = visits.get(connection);
        return visit == null ? new Visit() : visit;
    }

    void forEach(BiConsumer<Connection<?>, Visit> action) {
        visits.forEach(action);
    }

    /** Whether nobody is connected, nor has been accepted and is on the way to here. */
    boolean isEmpty() {
        return met.get() == accepted.get() && visits.isEmpty();
    }

    /** Whether nobody waits for an answer, or for the rest of one. */
    boolean areIdle() {
        return visits.entrySet().stream()
                .allMatch(visit -> visit.getValue().stage() == Visit.Stage.IDLE && unread(visit.getKey()) == 0);
    }

    /** Octets of answers that are given, and wait here for the other side to read. */
    static int unread(Connection<?> connection) {
        return ((TCPNIOConnection) connection).getAsyncWriteQueue().size();
    }

    /** How many have connected so far. */
    long accepted() {
        return accepted.get();
    }

    /** Hears of each who connects, before anything of theirs is read. */
    ConnectionProbe acceptances() {
        return new ConnectionProbe.Adapter() {
            @Override
            @SuppressWarnings("rawtypes") // as Grizzly has it
            public void onAcceptEvent(Connection listener, Connection connection) {
                accepted.incrementAndGet();
                lastAccepted = System.nanoTime();
            }
        };
    }

    /** The time since somebody connected. */
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastAccepted);
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        Connection<?> connection = context.getConnection();
        visits.put(connection, new Visit());
        met.incrementAndGet();
        if (visits.size() > most) {
            connection.closeSilently();
        }
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
        visits.remove(context.getConnection());
        return context.getInvokeAction();
    }
}

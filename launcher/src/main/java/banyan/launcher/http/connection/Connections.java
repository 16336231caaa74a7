package banyan.launcher.http.connection;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/** The open connections of a port, with the state of each, and how many were closed for which reason. */
public final class Connections {
    private final Map<Connection<?>, ConnectionState> states = new ConcurrentHashMap<>();
    private final Map<String, Integer> clients = new ConcurrentHashMap<>();
    private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);
    private final Arrivals arrivals = new Arrivals();

    public Connections() {
        for (var reason : CloseReason.values()) {
            closed.put(reason, new LongAdder());
        }
    }

    /** Adds a connection. Returns how many connections its client has now. */
    int add(Connection<?> connection, String client) {
        states.put(connection, new ConnectionState(client));
        return clients.merge(client, 1, Integer::sum);
    }

    void remove(Connection<?> connection) {
        var state = states.remove(connection);
        if (state != null) {
            clients.computeIfPresent(state.client(), (client, number) -> number == 1 ? null : number - 1);
        }
    }

    /** The state of the connection; for a closed connection, a state that nothing reads. */
    public ConnectionState state(Connection<?> connection) {
        var state = states.get(connection);
        return state == null ? new ConnectionState("") : state;
    }

    public Map<Connection<?>, ConnectionState> all() {
        return Collections.unmodifiableMap(states);
    }

    void forEach(BiConsumer<Connection<?>, ConnectionState> action) {
        states.forEach(action);
    }

    public Arrivals arrivals() {
        return arrivals;
    }

    /** Whether no client is connected, and no accepted connection is about to be added. */
    public boolean isEmpty() {
        return arrivals.areAllAdmitted() && states.isEmpty();
    }

    /** Whether no client waits for a response, or for the rest of one. */
    public boolean areIdle() {
        return states.entrySet().stream()
                .allMatch(open -> open.getValue().stage() == ConnectionState.Stage.IDLE && unread(open.getKey()) == 0);
    }

    /** Bytes of responses that wait in this process for the client to read them. */
    public static int unread(Connection<?> connection) {
        return ((TCPNIOConnection) connection).getAsyncWriteQueue().size();
    }

    /** Unread bytes of all connections. */
    public long unread() {
        return states.keySet().stream().mapToLong(Connections::unread).sum();
    }

    void countClosed(CloseReason reason) {
        Objects.requireNonNull(closed.get(reason)).increment();
    }

    long closedFor(CloseReason reason) {
        return Objects.requireNonNull(closed.get(reason)).sum();
    }
}

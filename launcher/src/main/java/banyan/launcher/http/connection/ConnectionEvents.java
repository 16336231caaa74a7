package banyan.launcher.http.connection;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;

/** Counts each connection before anything of it is read, and the bytes that the kernel takes for its client. */
public final class ConnectionEvents extends ConnectionProbe.Adapter {
    private final Connections connections;

    public ConnectionEvents(Connections connections) {
        this.connections = connections;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly declares it
    public void onAcceptEvent(Connection listener, Connection connection) {
        connections.arrivals().countAccepted();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly declares it
    public void onWriteEvent(Connection connection, Buffer data, long size) {
        connections.state(connection).addTaken(size);
    }
}

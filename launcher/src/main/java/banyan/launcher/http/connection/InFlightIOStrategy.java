package banyan.launcher.http.connection;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Context;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests on the selector threads. While a worker answers one, the next must not be read from that connection.
 * Grizzly's own strategy therefore tells the kernel to stop watching the connection, and afterwards to go on: two calls
 * and a wake-up for each request, a tenth of its cost. This one does so only where something does arrive meanwhile.
 */
public final class InFlightIOStrategy implements IOStrategy {
    private static final IOStrategy OTHERWISE = SameThreadIOStrategy.getInstance();

    private final Connections connections;
    private final Acceptor acceptance;
    private final IOEventLifeCycleListener endOfTurn = new EndOfTurn();

    public InFlightIOStrategy(Connections connections, Acceptor acceptance) {
        this.connections = connections;
        this.acceptance = acceptance;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly has it
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly has it
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean isEnabled) throws IOException {
        if (event == IOEvent.SERVER_ACCEPT) {
            acceptance.accept((TCPNIOServerConnection) connection);
            return true;
        }
        if (event != IOEvent.READ) {
            return OTHERWISE.executeIoEvent(connection, event, isEnabled);
        }
        var turn = connections.visit(connection).turn();
        if (turn.take()) {
            connection.getTransport().fireIOEvent(event, connection, endOfTurn);
        } else {
            connection.disableIOEvent(event);
            if (!turn.await()) {
                connection.enableIOEvent(event);
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly has it
    public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return null;
    }

    @Override
    public @Nullable ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return null;
    }

    private final class EndOfTurn extends IOEventLifeCycleListener.Adapter {
        @Override
        public void onComplete(Context context, Object data) throws IOException {
            end(context);
        }

        @Override
        public void onReregister(Context context) throws IOException {
            end(context);
        }

        @Override
        public void onLeave(Context context) throws IOException {
            end(context);
        }

        @Override
        public void onNotRun(Context context) throws IOException {
            end(context);
        }

        @Override
        public void onError(Context context, Object description) throws IOException {
            end(context);
        }

        private void end(Context context) throws IOException {
            var connection = context.getConnection();
            if (connections.visit(connection).turn().end()) {
                connection.enableIOEvent(IOEvent.READ);
            }
        }
    }
}

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
 * Reads requests on the selector threads. While a request is in flight, the next one must not be read from its connection.
 * Grizzly's own strategy therefore makes the kernel stop watching the connection, and watch it again afterwards: two calls
 * and a wake-up for each request, a tenth of its cost. This strategy does so only if more input arrives meanwhile.
 */
public final class InFlightIOStrategy implements IOStrategy {
    private static final IOStrategy OTHERWISE = SameThreadIOStrategy.getInstance();

    private final Connections connections;
    private final Acceptor acceptor;
    private final IOEventLifeCycleListener afterRequest = new AfterRequest();

    public InFlightIOStrategy(Connections connections, Acceptor acceptor) {
        this.connections = connections;
        this.acceptor = acceptor;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly declares it
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly declares it
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean isEnabled) throws IOException {
        if (event == IOEvent.SERVER_ACCEPT) {
            acceptor.accept((TCPNIOServerConnection) connection);
            return true;
        }
        if (event != IOEvent.READ) {
            return OTHERWISE.executeIoEvent(connection, event, isEnabled);
        }
        var permit = connections.state(connection).permit();
        if (permit.take()) {
            connection.getTransport().fireIOEvent(event, connection, afterRequest);
        } else {
            connection.disableIOEvent(event);
            if (!permit.await()) {
                connection.enableIOEvent(event);
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Grizzly declares it
    public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return null;
    }

    @Override
    public @Nullable ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return null;
    }

    private final class AfterRequest extends IOEventLifeCycleListener.Adapter {
        @Override
        public void onComplete(Context context, Object data) throws IOException {
            release(context);
        }

        @Override
        public void onReregister(Context context) throws IOException {
            release(context);
        }

        @Override
        public void onLeave(Context context) throws IOException {
            release(context);
        }

        @Override
        public void onNotRun(Context context) throws IOException {
            release(context);
        }

        @Override
        public void onError(Context context, Object description) throws IOException {
            release(context);
        }

        private void release(Context context) throws IOException {
            var connection = context.getConnection();
            if (connections.state(connection).permit().release()) {
                connection.enableIOEvent(IOEvent.READ);
            }
        }
    }
}

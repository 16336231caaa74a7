package banyan.launcher.remote.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.ConcurrentPool;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one name. Each is closed at an age of its own, when it has no request in flight, so that requests follow
 * a name whose addresses change. There are at least as many connections as the name has addresses, and they take turns.
 */
final class AgingConnectionPool extends AbstractConnectionPool {
    private final LongSupplier age;
    private final IntSupplier addresses;
    private final Map<Connection, Long> ends = new ConcurrentHashMap<>();

    /**
     * @param age at which a new connection is to be closed, in nanoseconds
     * @param addresses the number of addresses that the name has
     */
    AgingConnectionPool(Destination destination, int most, LongSupplier age, IntSupplier addresses) {
        super(destination, () -> new ConcurrentPool<>(ConcurrentPool.StrategyType.ROUND_ROBIN, most), 1);
        this.age = age;
        this.addresses = addresses;
    }

    @Override
    public @Nullable Connection acquire(boolean create) {
        int wanted = addresses.getAsInt();
        if (wanted > 1 && getConnectionCount() < wanted) {
            tryCreate(true);
        }
        return super.acquire(create);
    }

    @Override
    protected @Nullable Connection activate() {
        for (var connection = super.activate(); connection != null; connection = super.activate()) {
            if (!isOld(connection)) {
                return connection;
            }
            if (remove(connection)) {
                IO.close(connection);
            }
        }
        return null;
    }

    /** The age counts from the first request. */
    private boolean isOld(Connection connection) {
        long now = System.nanoTime();
        long end = ends.computeIfAbsent(connection, young -> now + age.getAsLong());
        if (connection.isClosed()) {
            ends.remove(connection); // it may have been removed before it was put
        }
        return now - end > 0;
    }

    /** Null stands for a connection that was never made. */
    @Override
    protected void onRemoved(@Nullable Connection connection) {
        if (connection != null) {
            ends.remove(connection);
        }
    }
}

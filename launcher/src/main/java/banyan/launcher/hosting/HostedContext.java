package banyan.launcher.hosting;

import banyan.core.ModuleContext;
import banyan.core.Seed;
import banyan.core.database.ConnectionPool;
import banyan.core.database.PoolUsage;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The context of a hosted module. Its database is opened when the module requests it: not every module stores data. */
final class HostedContext implements ModuleContext, AutoCloseable {
    private final String name;
    private final Databases databases;
    private final Seed seed;
    private final Ports ports;
    private @Nullable ConnectionPool database;

    HostedContext(String name, Databases databases, Seed seed, Ports ports) {
        this.name = name;
        this.databases = databases;
        this.seed = seed;
        this.ports = ports;
    }

    @Override
    public synchronized DataSource dataSource() {
        if (database == null) {
            database = databases.open(name);
        }
        return database.dataSource();
    }

    synchronized Optional<PoolUsage> use() {
        return Optional.ofNullable(database).map(ConnectionPool::use);
    }

    @Override
    public Seed seed() {
        return seed;
    }

    @Override
    public <P> Supplier<P> port(Class<P> port) {
        return () -> ports.get(port);
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
    }
}

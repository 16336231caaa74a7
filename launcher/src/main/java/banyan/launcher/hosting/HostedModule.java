package banyan.launcher.hosting;

import banyan.core.BoardException;
import banyan.core.Command;
import banyan.core.DataStore;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.Seed;
import banyan.core.contract.Contract;
import banyan.core.database.Connections;
import banyan.core.database.PoolUsage;
import banyan.core.feed.Follower;
import banyan.launcher.jersey.JerseyApplication;
import banyan.launcher.process.Closeables;
import banyan.launcher.slots.Hosting;
import java.lang.module.ResolvedModule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A module that this process hosts: its layer, its database and its application, from opening to closing. */
public final class HostedModule implements AutoCloseable {
    private final String name;
    private final ModuleLayer layer;
    private final Closeables parts = new Closeables();
    private final Context context;
    private final Hosted hosted;
    private final JerseyApplication mount;
    private final Optional<DataWatch> watch;
    private final Duration startTime;

    /**
     * Opens it.
     *
     * @param name its short name
     * @param layer of this module alone
     * @param databases opens its own, if it asks for it
     */
    public HostedModule(String name, ModuleLayer layer, Databases databases, Seed seed, Ports ports) {
        long start = System.nanoTime();
        this.name = name;
        this.layer = layer;
        context = parts.add("database", new Context(name, databases, seed, ports));
        try {
            hosted = ModuleLayers.provider(layer).open(context);
            hosted.running().forEach(running -> parts.add("background", running));
            watch = hosted.data().map(data -> parts.add("watch", DataWatch.start(name, data)));
            mount = new JerseyApplication(name, this::contract, hosted.resources());
            parts.add("application", mount::destroy);
            ports.answer(hosted.ports());
            parts.add("ports", () -> ports.silence(hosted.ports()));
        } catch (RuntimeException | LinkageError e) {
            parts.closeAfter(e);
            throw e;
        }
        startTime = Duration.ofNanos(System.nanoTime() - start);
    }

    public Hosting hosting() {
        return new Hosting.Open(mount::service);
    }

    public ModuleLayer layer() {
        return layer;
    }

    /** The names of all JPMS modules that were resolved for it. */
    public SortedSet<String> resolved() {
        return layer.configuration().modules().stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What it says of itself to other processes.
     *
     * @throws BoardException UNAVAILABLE if its database cannot be reached
     */
    public Contract contract() {
        return Contract.of(name, hosted.lineage());
    }

    public Optional<UUID> storeId() {
        return hosted.storeId();
    }

    public Optional<DataStore> data() {
        return hosted.data();
    }

    /** Why it cannot read or write its data now; empty if it can, or keeps none. */
    public Optional<String> trouble() {
        return watch.flatMap(DataWatch::trouble);
    }

    public Map<String, Command> commands() {
        return hosted.commands();
    }

    public Duration startTime() {
        return startTime;
    }

    /** Those that follow other modules for it. */
    public List<Follower> followers() {
        return hosted.running().stream()
                .filter(Follower.class::isInstance)
                .map(Follower.class::cast)
                .toList();
    }

    /** Empty for a module that keeps no data. */
    public Optional<PoolUsage> pool() {
        return context.use();
    }

    /** The module first, its database last. */
    @Override
    public void close() {
        parts.close();
    }

    /** What the module is given. Its database is opened when it asks for one: not every module keeps data. */
    private static final class Context implements ModuleContext, AutoCloseable {
        private final String name;
        private final Databases databases;
        private final Seed seed;
        private final Ports ports;
        private @Nullable Connections database;

        Context(String name, Databases databases, Seed seed, Ports ports) {
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
            return Optional.ofNullable(database).map(Connections::use);
        }

        @Override
        public Seed seed() {
            return seed;
        }

        @Override
        public <P> Supplier<P> port(Class<P> port) {
            return () -> ports.ask(port);
        }

        @Override
        public synchronized void close() {
            if (database != null) {
                database.close();
            }
        }
    }
}

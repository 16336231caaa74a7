package banyan.launcher.hosting;

import banyan.core.BoardException;
import banyan.core.Command;
import banyan.core.DataStore;
import banyan.core.Hosted;
import banyan.core.Seed;
import banyan.core.contract.Contract;
import banyan.core.data.ModuleReplica;
import banyan.core.data.ModuleStore;
import banyan.core.database.PoolUsage;
import banyan.core.feed.Follower;
import banyan.launcher.cache.CachedApplication;
import banyan.launcher.cache.ModuleResponses;
import banyan.launcher.cache.ResponseCache;
import banyan.launcher.http.LocalApplication;
import banyan.launcher.jersey.JerseyApplication;
import banyan.launcher.process.Closeables;
import banyan.launcher.slots.ModuleState;
import java.lang.module.ResolvedModule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** A module that this process hosts, from opening to closing: its layer, its database and its application. */
public final class HostedModule implements AutoCloseable {
    private final String name;
    private final ModuleLayer layer;
    private final Closeables parts = new Closeables();
    private final HostedContext context;
    private final Hosted hosted;
    private final LocalApplication application;
    private final Optional<DataWatch> watch;
    private final Duration startTime;

    /**
     * Opens the module.
     *
     * @param name its short name
     * @param layer of this module alone
     * @param databases opens the database of the module on request
     * @param cache for its responses, beside those of other modules
     */
    public HostedModule(
            String name, ModuleLayer layer, Databases databases, Seed seed, Ports ports, ResponseCache cache) {
        long start = System.nanoTime();
        this.name = name;
        this.layer = layer;
        context = parts.add("database", new HostedContext(name, databases, seed, ports));
        try {
            hosted = ModuleLayers.provider(layer).open(context);
            hosted.running().forEach(running -> parts.add("background", running));
            watch = hosted.data().map(data -> parts.add("watch", DataWatch.start(name, data)));
            var responses = ModuleResponses.in(cache, name, hosted.data());
            var jersey = new JerseyApplication(name, this::contract, hosted.resources(), responses);
            parts.add("application", jersey::destroy);
            application = responses
                    .<LocalApplication>map(cached -> new CachedApplication(jersey::service, cached))
                    .orElse(jersey::service);
            ports.add(hosted.ports());
            parts.add("ports", () -> ports.remove(hosted.ports()));
        } catch (RuntimeException | LinkageError e) {
            parts.closeAfter(e);
            throw e;
        }
        startTime = Duration.ofNanos(System.nanoTime() - start);
    }

    public ModuleState hosting() {
        return new ModuleState.Open(application);
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
     * The description of the module for other processes.
     *
     * @throws BoardException UNAVAILABLE if its database cannot be reached
     */
    public Contract contract() {
        var contract = Contract.of(name, hosted.lineage());
        return replica().map(copy -> as(contract, copy)).orElse(contract);
    }

    private static Contract as(Contract contract, ModuleReplica copy) {
        var role = copy.role();
        return contract.as(copy.copy(), role.name(), role.epoch());
    }

    /** The data as one of several copies; empty for a module that keeps none, or keeps them in its own way. */
    public Optional<ModuleReplica> replica() {
        return hosted.data()
                .filter(ModuleStore.class::isInstance)
                .map(ModuleStore.class::cast)
                .map(ModuleStore::replica);
    }

    public Optional<UUID> storeId() {
        return hosted.storeId();
    }

    public Optional<DataStore> data() {
        return hosted.data();
    }

    /** The reason why the module cannot read or write its data now; empty if it can, or keeps none. */
    public Optional<String> trouble() {
        return watch.flatMap(DataWatch::trouble);
    }

    public Map<String, Command> commands() {
        return hosted.commands();
    }

    public Duration startTime() {
        return startTime;
    }

    /** The followers of other modules that run for this one. */
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

    /** Closes the module first, its database last. */
    @Override
    public void close() {
        parts.close();
    }
}

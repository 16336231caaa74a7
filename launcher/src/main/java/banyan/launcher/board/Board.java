package banyan.launcher.board;

import banyan.launcher.admin.AdminEndpoint;
import banyan.launcher.cache.ResponseCache;
import banyan.launcher.config.Options;
import banyan.launcher.held.HeldRequests;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.Databases;
import banyan.launcher.hosting.HeldJars;
import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.ModuleStarter;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.hosting.Ports;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.metrics.BoardGauges;
import banyan.launcher.metrics.CacheGauges;
import banyan.launcher.metrics.CopyGauges;
import banyan.launcher.metrics.Meters;
import banyan.launcher.process.Closeables;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Phase;
import banyan.launcher.process.StopSignal;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.remote.Peers;
import banyan.launcher.replica.CopyAddress;
import banyan.launcher.replica.Replicas;
import banyan.launcher.routing.AccessLog;
import banyan.launcher.routing.Router;
import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.placement.LearnedHomes;
import banyan.launcher.slots.placement.Placement;
import banyan.launcher.slots.placement.PlacementFile;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The system: its parts in the order in which they start. They stop in the reverse order. */
public final class Board implements AutoCloseable {
    private final Options options;
    private final Catalog catalog;
    private final Closeables parts = new Closeables();
    private final ForwardedLongPolls forwardedPolls = new ForwardedLongPolls();
    private final OpenModules modules = new OpenModules();
    private final Meters meters = parts.add("meters", new Meters());
    private final Workers workers = parts.add("workers", Workers.ofBoard());
    private final Workers operators = parts.add("workers of operators", Workers.ofOperators());
    private final ResponseCache cache;
    private final Peers peers;
    private final Slots slots;
    private final HeldRequests held;
    private final Ports ports;
    private final Replicas replicas;
    private final Placement placement;
    private final AdminEndpoint adminEndpoint;
    private final HttpPort boardPort;
    private final HttpPort admin;

    /**
     * Starts everything, or nothing.
     *
     * @param catalog has the modules that the options select
     * @param stop ends the start before a module is opened, or while one waits for its database
     * @throws ExitException if a part cannot start as the options say
     */
    public static Board start(Options options, Catalog catalog, StopSignal stop) {
        var hosted = catalog.selected(options);
        var databases = Databases.ready(options, hosted);
        var board = new Board(options, catalog, hosted);
        try {
            new ModuleStarter(stop, module -> board.open(module, databases)).open(hosted);
            board.modules.enter(Phase.READY);
            board.placement.survey();
            return board;
        } catch (StopSignal.Stopped e) {
            board.close();
            throw e;
        } catch (RuntimeException | Error e) {
            board.parts.closeAfter(e);
            throw e;
        }
    }

    /** Listens before any module is open: a port in use is reported at once, and early requests get 503. */
    private Board(Options options, Catalog catalog, SortedSet<String> hosted) {
        this.options = options;
        this.catalog = catalog;
        boolean isForwarding = isForwarding(options);
        cache = new ResponseCache(options.responseCacheBytes());
        peers = parts.add("peers", new Peers(Limits.toPeer(isForwarding)));
        slots = new Slots(catalog.names(), peers);
        held = parts.add("held requests", new HeldRequests(slots));
        ports = new Ports(slots, peers);
        replicas = new Replicas(options, peers);
        placement = new Placement(options, hosted, slots, peers, modules::contract, replicas);
        peers.listen(parts.add("learned homes", new LearnedHomes(slots, peers, placement)));
        hosted.forEach(module -> slots.host(module, new ModuleState.Opening()));
        adminEndpoint = new AdminEndpoint(options, catalog, modules, slots, placement, replicas, meters);
        BoardGauges.measure(modules, slots, List.of(workers, operators), peers, held, meters);
        CopyGauges.measure(replicas, meters);
        CacheGauges.measure(cache, meters);
        try {
            var listeners = new Listeners(options, parts);
            boardPort = listeners.ofBoard(
                    new Router(slots, peers, modules::phase, forwardedPolls, held),
                    workers,
                    observer(options, meters),
                    isForwarding);
            admin = listeners.ofOperators(adminEndpoint, operators);
            BoardGauges.measure(Map.of("board", boardPort, "admin", admin), meters);
        } catch (ExitException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    /** Some modules have been moved, if there is a file of placements. */
    private static boolean isForwarding(Options options) {
        return !options.remotes().isEmpty()
                || Files.exists(PlacementFile.of(options).path());
    }

    private static Observer observer(Options options, Meters meters) {
        return Observer.all(
                options.accessLog() ? List.of(meters.requests(), new AccessLog()) : List.of(meters.requests()));
    }

    private void open(String module, Databases databases) {
        var layer = catalog.load(module);
        copyFirst(module, layer, databases);
        var hosted = parts.add(module, new HostedModule(module, layer, databases, options.seed(module), ports, cache));
        modules.add(module, hosted);
        slots.host(module, hosted.hosting());
        parts.add("slot of " + module, () -> slots.host(module, new ModuleState.None()));
        hosted.replica()
                .ifPresent(data -> parts.add("copy of " + module, replicas.add(module, data, self(), this::adopt)));
    }

    private void adopt(String module, KnownHome home) {
        placement.adopt(module, home.epoch(), home.location());
    }

    /** A module that follows a home is opened once it has the data of the home. */
    private void copyFirst(String module, ModuleLayer layer, Databases databases) {
        var home = Optional.ofNullable(options.follows().get(module));
        if (home.isPresent()) {
            try (var database = databases.open(module)) {
                replicas.copyFirst(database.dataSource(), catalog.schema(module, layer), home.get(), self());
            }
        }
    }

    /** The addresses of this process for other copies of its data. */
    private CopyAddress self() {
        return new CopyAddress(
                options.address().map(URI::toString).orElse(":" + port()),
                options.adminAddress().map(URI::toString).orElse(":" + adminPort()));
    }

    /** Loads what later requests need, because a build may replace the jars of a board that runs. */
    public void loadAll() {
        adminEndpoint.load();
        HeldJars.hold(modules.all().values());
    }

    public Slots slots() {
        return slots;
    }

    /** The modules that are open, by name. */
    public SortedMap<String, HostedModule> modules() {
        return modules.all();
    }

    public int port() {
        return boardPort.number();
    }

    public int adminPort() {
        return admin.number();
    }

    /** Responds to all requests that have arrived, then closes the modules in reverse order, their databases last. */
    @Override
    public void close() {
        try (parts) {
            if (modules.phase() == Phase.READY) {
                modules.enter(Phase.DRAINING);
                boardPort.drain(options.drain(), this::endWaiting);
            }
        }
    }

    private void endWaiting() {
        held.end();
        modules.sendClientsAway();
        forwardedPolls.end();
    }
}

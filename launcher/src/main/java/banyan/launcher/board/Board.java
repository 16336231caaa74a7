package banyan.launcher.board;

import banyan.launcher.admin.AdminEndpoint;
import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.front.AccessLog;
import banyan.launcher.front.Front;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.Databases;
import banyan.launcher.hosting.HostedModule;
import banyan.launcher.hosting.ModuleStarter;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.hosting.Ports;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.metrics.BoardGauges;
import banyan.launcher.metrics.Meters;
import banyan.launcher.net.ClientAddressResolver;
import banyan.launcher.process.Closeables;
import banyan.launcher.process.ExitException;
import banyan.launcher.process.Phase;
import banyan.launcher.process.StopSignal;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Hosting;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.placement.Placement;
import banyan.launcher.slots.placement.PlacementFile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system: what it consists of, in the order in which it starts. It stops in the reverse. */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final Options options;
    private final Closeables parts = new Closeables();
    private final ForwardedLongPolls forwardedPolls = new ForwardedLongPolls();
    private final OpenModules modules = new OpenModules();
    private final Meters meters = parts.add("meters", new Meters());
    private final Workers workers = parts.add("workers", Workers.ofBoard());
    private final Workers operators = parts.add("workers of operators", Workers.ofOperators());
    private final Peers peers;
    private final Slots slots;
    private final Ports ports;
    private final Placement placement;
    private final HttpPort front;
    private final HttpPort admin;

    /**
     * Starts everything, or nothing.
     *
     * @param catalog has the modules that the options ask for
     * @param stop is looked at before modules are opened, and while one waits for its database
     * @throws ExitException if something cannot start as asked
     */
    public static Board start(Options options, Catalog catalog, StopSignal stop) {
        var modules = catalog.asked(options);
        var databases = Databases.ready(options, modules);
        var board = new Board(options, catalog);
        try {
            new ModuleStarter(stop, module -> board.host(module, catalog, databases)).open(modules);
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

    /** Listens before any module is open: a port that is in use is known at once, and who asks early is told to wait. */
    private Board(Options options, Catalog catalog) {
        this.options = options;
        boolean isForwarding = isForwarding(options);
        peers = parts.add("peers", new Peers(Limits.toPeer(isForwarding)));
        var hosted = catalog.asked(options);
        slots = new Slots(catalog.names(), peers);
        ports = new Ports(slots, peers);
        placement = new Placement(options, hosted, slots, peers, modules::contract);
        hosted.forEach(module -> slots.host(module, new Hosting.Opening()));
        BoardGauges.measure(modules, slots, List.of(workers, operators), peers, meters);
        try {
            front = listen(
                    Option.PORT,
                    options.bind(),
                    options.port(),
                    new Front(slots, peers, modules::phase, forwardedPolls),
                    workers,
                    Observer.all(
                            options.accessLog()
                                    ? List.of(meters.requests(), new AccessLog())
                                    : List.of(meters.requests())),
                    limits(isForwarding));
            admin = listen(
                    Option.ADMIN_PORT,
                    options.adminBind(),
                    options.adminPort(),
                    new AdminEndpoint(options, catalog, modules, slots, placement, meters),
                    operators,
                    Observer.NOBODY,
                    Limits.ofOperators());
            BoardGauges.measure(Map.of("board", front, "admin", admin), meters);
        } catch (ExitException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    /** Some have been moved, if there is a file. */
    private static boolean isForwarding(Options options) {
        return !options.remotes().isEmpty()
                || Files.exists(PlacementFile.of(options).path());
    }

    private static Limits limits(boolean isForwarding) {
        var limits = Limits.ofBoard(isForwarding);
        if (limits.connections() < Limits.CONNECTIONS) {
            LOG.warn(
                    "There are file descriptors for {} connections, not for {}: raise the limit (ulimit -n)",
                    limits.connections(),
                    Limits.CONNECTIONS);
        }
        return limits;
    }

    private HttpPort listen(
            Option option,
            InetAddress address,
            int port,
            Endpoint endpoint,
            Workers workers,
            Observer observer,
            Limits limits) {
        try {
            return parts.add(
                    option.flag(),
                    new HttpPort(
                            address,
                            port,
                            endpoint,
                            workers,
                            observer,
                            limits,
                            new ClientAddressResolver(options.trustedProxies())));
        } catch (IOException e) {
            throw ExitException.failure(
                    "%s: cannot listen at %s (%s); stop what uses it, or give another one; 0 is any free one"
                            .formatted(options.given(option, port), address.getHostAddress(), e.getMessage()),
                    e);
        }
    }

    private void host(String module, Catalog catalog, Databases databases) {
        var layer = catalog.load(module);
        var hosted = parts.add(module, new HostedModule(module, layer, databases, options.seed(module), ports));
        modules.add(module, hosted);
        slots.host(module, hosted.hosting());
        parts.add("slot of " + module, () -> slots.host(module, new Hosting.None()));
    }

    public Slots slots() {
        return slots;
    }

    /** The modules that are open, by name. */
    public SortedMap<String, HostedModule> modules() {
        return modules.all();
    }

    public int port() {
        return front.number();
    }

    public int adminPort() {
        return admin.number();
    }

    private void sendClientsAway() {
        modules.sendClientsAway();
        forwardedPolls.end();
    }

    /** Answers everyone who has come, then closes the modules in reverse, their databases last. */
    @Override
    public void close() {
        try (parts) {
            if (modules.phase() == Phase.READY) {
                modules.enter(Phase.DRAINING);
                front.drain(options.drain(), this::sendClientsAway);
            }
        }
    }
}

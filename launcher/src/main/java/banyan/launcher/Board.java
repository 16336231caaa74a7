package banyan.launcher;

import banyan.core.BoardException;
import banyan.core.Data;
import banyan.core.web.Contract;
import banyan.launcher.front.AccessLog;
import banyan.launcher.front.ForwardedPolls;
import banyan.launcher.front.Front;
import banyan.launcher.front.Hosting;
import banyan.launcher.front.Phase;
import banyan.launcher.front.Slots;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.HttpPort;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.PortUse;
import banyan.launcher.http.Workers;
import banyan.launcher.metrics.Meters;
import banyan.launcher.remote.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system: what it consists of, in the order in which it starts. It stops in the reverse. */
final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final Options options;
    private final Parts parts = new Parts();
    private final ForwardedPolls forwardedPolls = new ForwardedPolls();
    private final SortedMap<String, HostedModule> modules = new ConcurrentSkipListMap<>();
    private final Meters meters = parts.add("meters", new Meters());
    private final Workers workers = parts.add("workers", Workers.ofBoard());
    private final Workers operators = parts.add("workers of operators", Workers.ofOperators());
    private final Peers peers;
    private final Slots slots;
    private final Ports ports;
    private final Placement placement;
    private final HttpPort front;
    private final HttpPort admin;

    private volatile Phase phase = Phase.STARTING;

    /**
     * Starts everything, or nothing.
     *
     * @param catalog has the modules that the options ask for
     * @param stop is looked at before modules are opened, and while one waits for its database
     * @throws StartException if something cannot start as asked
     */
    static Board start(Options options, Catalog catalog, StopSignal stop) {
        var modules = catalog.asked(options);
        var databases = Databases.ready(options, modules);
        var board = new Board(options, catalog);
        try {
            new Openings(stop, module -> board.host(module, catalog, databases)).open(modules);
            board.phase = Phase.READY;
            board.placement.lookAround();
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
        placement = new Placement(options, hosted, slots, peers, this::contract);
        hosted.forEach(module -> slots.host(module, new Hosting.Opening()));
        BoardGauges.measure(this, List.of(workers, operators), peers, meters);
        try {
            front = listen(
                    Option.PORT,
                    options.bind(),
                    options.port(),
                    new Front(slots, peers, this::phase, options.trustedProxies(), forwardedPolls),
                    workers,
                    Observer.all(
                            options.accessLog()
                                    ? List.of(meters.requests(), new AccessLog(options.trustedProxies()))
                                    : List.of(meters.requests())),
                    limits(isForwarding));
            admin = listen(
                    Option.ADMIN_PORT,
                    options.adminBind(),
                    options.adminPort(),
                    new Admin(options, catalog, this),
                    operators,
                    Observer.NOBODY,
                    Limits.ofOperators());
        } catch (StartException e) {
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
                    new HttpPort(address, port, endpoint, workers, observer, limits, this::isTrustedProxy));
        } catch (IOException e) {
            throw new StartException(
                    "%s: cannot listen at %s (%s); stop what uses it, or give another one; 0 is any free one"
                            .formatted(options.given(option, port), address.getHostAddress(), e.getMessage()),
                    e);
        }
    }

    private boolean isTrustedProxy(InetAddress address) {
        return options.trustedProxies().stream().anyMatch(network -> network.contains(address));
    }

    /** How the board's port and the operators' are used now, by their names. */
    Map<String, PortUse> ports() {
        return Map.of("board", front.use(), "admin", admin.use());
    }

    private void host(String module, Catalog catalog, Databases databases) {
        var layers = new ModuleLayers(catalog.jars(), Board.class.getModule().getLayer());
        var layer = layers.load(catalog.moduleName(module));
        var hosted = parts.add(module, new HostedModule(module, layer, databases, options.seed(module), ports));
        modules.put(module, hosted);
        slots.host(module, hosted.hosting());
        parts.add("slot of " + module, () -> slots.host(module, new Hosting.None()));
    }

    Phase phase() {
        return phase;
    }

    /** Why no requests should be sent here now; empty if they should. */
    Optional<String> unreadiness() {
        if (phase != Phase.READY) {
            return Optional.of("This process is not ready.");
        }
        return modules.entrySet().stream()
                .flatMap(module -> module.getValue().trouble().stream()
                        .map(why -> "The module " + module.getKey() + " cannot read or write its data: " + why + "."))
                .findFirst();
    }

    Slots slots() {
        return slots;
    }

    Placement placement() {
        return placement;
    }

    Meters meters() {
        return meters;
    }

    /** Throws UNAVAILABLE while it cannot read or write its data. */
    private Optional<Contract> contract(String module) {
        var open = Optional.ofNullable(modules.get(module));
        open.flatMap(HostedModule::trouble).ifPresent(trouble -> {
            throw new BoardException(BoardException.Kind.UNAVAILABLE, trouble);
        });
        return open.map(HostedModule::contract);
    }

    /** The modules that are open, by name. */
    SortedMap<String, HostedModule> modules() {
        return new TreeMap<>(modules);
    }

    int port() {
        return front.number();
    }

    int adminPort() {
        return admin.number();
    }

    private void sendClientsAway() {
        modules.values().forEach(module -> module.data().ifPresent(Data::sendClientsAway));
        forwardedPolls.end();
    }

    /** Answers everyone who has come, then closes the modules in reverse, their databases last. */
    @Override
    public void close() {
        try (parts) {
            if (phase == Phase.READY) {
                phase = Phase.DRAINING;
                front.drain(options.drain(), this::sendClientsAway);
            }
        }
    }
}

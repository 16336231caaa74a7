package banyan.launcher.held;

import banyan.core.contract.Contract;
import banyan.core.posts.Posts;
import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.config.Option;
import banyan.launcher.config.OptionsReader;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.jersey.JerseyApplication;
import banyan.launcher.process.Phase;
import banyan.launcher.proxy.ForwardedLongPolls;
import banyan.launcher.remote.Peers;
import banyan.launcher.remote.ports.RemotePorts;
import banyan.launcher.replica.Replicas;
import banyan.launcher.routing.Router;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.ModuleState;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.placement.LearnedHomes;
import banyan.launcher.slots.placement.Placement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A launcher of the module posts in this process, put together as the board does. */
final class ToyLauncher implements AutoCloseable {
    static final Duration LONG = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Quiet as in the program: it warns of resources that are objects. A strong reference keeps the level. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        JERSEY.setLevel(Level.SEVERE);
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Peers peers = closing(new Peers(300));
    private final Slots slots = new Slots(List.of("posts"), peers);
    private final HeldRequests held;
    private final Placement placement;
    private final HttpPort port;

    /**
     * A launcher that holds requests until they are released.
     *
     * @param folder for the file of placements
     * @param posts the module, as a JAX-RS resource
     */
    ToyLauncher(Path folder, Object posts) throws IOException {
        this(folder, posts, LONG, LONG);
    }

    /**
     * @param oldest the age at which a held request gets the refusal
     * @param retry the time after which it is handled again
     */
    ToyLauncher(Path folder, Object posts, Duration oldest, Duration retry) throws IOException {
        this(folder, Optional.of(posts), "", oldest, retry);
    }

    private ToyLauncher(Path folder, Optional<Object> posts, String remote, Duration oldest, Duration retry)
            throws IOException {
        held = closing(new HeldRequests(slots, oldest, retry));
        Files.createDirectories(folder);
        var options = new OptionsReader(
                        remote.isEmpty()
                                ? Map.of(Option.DATA, folder.toString())
                                : Map.of(Option.DATA, folder.toString(), Option.REMOTE, "posts=" + remote),
                        Map.of())
                .options();
        var hosted = new TreeSet<String>();
        posts.ifPresent(resource -> hosted.add("posts"));
        placement =
                new Placement(options, hosted, slots, peers, module -> Optional.empty(), new Replicas(options, peers));
        posts.ifPresent(resource -> slots.host("posts", new ModuleState.Open(application(resource)::service)));
        peers.listen(closing(new LearnedHomes(slots, peers, placement)));
        var workers = closing(Workers.ofBoard());
        port = closing(new HttpPort(
                InetAddress.getLoopbackAddress(),
                0,
                new Router(slots, peers, () -> Phase.READY, new ForwardedLongPolls(), held),
                workers,
                Observer.NONE,
                Limits.ofBoard(true),
                new ClientAddressResolver(List.of())));
    }

    /** A launcher that hosts nothing, and holds requests until this age. */
    static ToyLauncher gateway(Path folder, URI to, Duration oldest) throws IOException {
        return new ToyLauncher(folder, Optional.empty(), to.toString(), oldest, LONG);
    }

    private JerseyApplication application(Object posts) {
        var contract = new Contract("posts", Contract.VERSION, UUID.randomUUID(), Contract.PROCESS, 1L, List.of());
        var application = new JerseyApplication("posts", () -> contract, Set.of(posts));
        open.push(application::destroy);
        return application;
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    Location location() {
        return Location.at(address());
    }

    Slots slots() {
        return slots;
    }

    Slot slot() {
        return slots.of("posts").orElseThrow();
    }

    Placement placement() {
        return placement;
    }

    HeldRequests held() {
        return held;
    }

    long outcome(String name) {
        return held.outcomes().get(name);
    }

    /** The port of posts where the slot of this launcher says. */
    Posts port() {
        return RemotePorts.of(
                Posts.class,
                peers.at(slot().route().main().orElseThrow().address().orElseThrow()));
    }

    /** Drains as the board does. */
    void drain() {
        port.drain(Duration.ofSeconds(20), held::end);
    }

    /** Closes the port with all its connections. */
    void closeConnections() {
        port.close();
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port.number());
        socket.setSoTimeout((int) LONGEST.toMillis());
        return socket;
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it still does not hold after " + LONGEST);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package banyan.launcher.remote;

import banyan.launcher.address.PrivateAddressResolver;
import banyan.launcher.remote.connection.PeerClient;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The other processes that this process calls, one {@link Peer} for each address. */
public final class Peers implements AutoCloseable {
    /** Of a connection. Requests follow a name whose addresses change within the longer one, under load too. */
    private static final Duration YOUNGEST = Duration.ofSeconds(30);

    private static final Duration OLDEST = Duration.ofSeconds(60);

    private final Map<URI, Peer> peers = new ConcurrentHashMap<>();
    private volatile HomeListener homes = HomeListener.NONE;
    private final PeerClient client;

    /**
     * @param connections to one peer at once
     */
    public Peers(int connections) {
        this(
                connections,
                () -> ThreadLocalRandom.current().nextLong(YOUNGEST.toNanos(), OLDEST.toNanos()),
                InetAddress::getAllByName);
    }

    /**
     * @param age at which a connection is closed, in nanoseconds
     */
    Peers(int connections, LongSupplier age, PrivateAddressResolver.Lookup lookup) {
        client = new PeerClient(connections, age, lookup);
    }

    /** The process at this address: the same object for the same address. */
    public Peer at(URI address) {
        return peers.computeIfAbsent(
                address, url -> new Peer(new PeerTarget(url, client), (peer, home) -> homes.told(peer, home)));
    }

    /** Sets the listener of what peers tell from now on. */
    public void listen(HomeListener listener) {
        homes = listener;
    }

    /** The processes whose addresses were used so far. */
    public Stream<Peer> known() {
        return peers.values().stream();
    }

    @Override
    public void close() {
        client.close();
    }
}

package banyan.launcher.remote;

import banyan.launcher.http.parse.HeadLimits;
import banyan.launcher.net.PrivateAddressResolver;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** All other processes that this one asks, over one client that starts when the first of them is asked. */
public final class Peers implements AutoCloseable {
    private static final int QUEUED = 1_000;
    private static final int THREADS = 8;
    private static final long CONNECT_MS = 1_000;

    /** Shorter than boards and load balancers keep a connection, so that no request meets one that is just being closed. */
    private static final long IDLE_MS = 50_000;

    /** Of a connection. A name that leads elsewhere is followed within the longer one, under traffic too. */
    private static final Duration YOUNGEST = Duration.ofSeconds(30);

    private static final Duration OLDEST = Duration.ofSeconds(60);

    private final Map<URI, Peer> peers = new ConcurrentHashMap<>();

    /** Threads that look names up, one for a name at most: they wait for a name server, and responses do not. */
    private final ExecutorService names = Executors.newCachedThreadPool(Peers::thread);

    private final int connections;
    private final LongSupplier age;
    private final PrivateAddressResolver.Lookup lookup;
    private @Nullable HttpClient client;

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
        this.connections = connections;
        this.age = age;
        this.lookup = lookup;
    }

    /** The process at this address; the same one for the same address. */
    public Peer at(URI address) {
        return peers.computeIfAbsent(address, url -> new Peer(url, this));
    }

    /** Those that have been asked for so far. */
    public Stream<Peer> known() {
        return peers.values().stream();
    }

    /** Made when it is first needed: a board that is whole has no client, and starts sooner. */
    synchronized HttpClient started() {
        if (client == null) {
            var made = client();
            LifeCycle.start(made);
            // A 401 is for who has asked; these would look for a password of their own, and fail without a challenge.
            made.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
            made.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
            made.getProtocolHandlers().put(new InterimResponses());
            client = made;
        }
        return client;
    }

    @Override
    public synchronized void close() {
        LifeCycle.stop(client);
        names.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "peers-names");
        thread.setDaemon(true);
        return thread;
    }

    private HttpClient client() {
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("peers");
        threads.setDaemon(true);
        var connector = new ClientConnector();
        connector.setSelectors(1);
        var transport = new HttpClientTransportOverHTTP(connector);
        var client = new HttpClient(transport);
        var addresses = new PrivateAddressResolver(names, lookup);
        transport.setConnectionPoolFactory(destination -> new AgingConnectionPool(
                destination,
                connections,
                age,
                () -> addresses.count(destination.getOrigin().getAddress().getHost())));
        client.setExecutor(threads);
        client.setScheduler(new ScheduledExecutorScheduler("peers-clock", true));
        client.setSocketAddressResolver(addresses);
        client.setConnectTimeout(CONNECT_MS);
        client.setIdleTimeout(IDLE_MS);
        client.setMaxConnectionsPerDestination(connections);
        client.setMaxRequestsQueuedPerDestination(QUEUED);
        client.setMaxRequestHeadersSize(HeadLimits.FORWARDED.octets());
        client.setMaxResponseHeadersSize(HeadLimits.USUAL.octets());
        client.setHttpCompliance(HttpCompliance.STRICT);
        client.setDefaultRequestContentType(null); // whoever says no type has it said by nobody
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.getContentDecoderFactories().clear(); // what was compressed is passed on as it is
        return client;
    }
}

package banyan.launcher.remote.connection;

import banyan.launcher.address.PrivateAddressResolver;
import banyan.launcher.http.parse.HeadLimits;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** The HTTP client of all peers. It starts with the first request: a board without peers needs none, and starts sooner. */
public final class PeerClient implements AutoCloseable {
    private static final int QUEUED = 1_000;
    private static final int THREADS = 8;
    private static final long CONNECT_MS = 1_000;

    /** Shorter than boards and load balancers keep a connection, so that no request meets a connection that they close. */
    private static final long IDLE_MS = 50_000;

    /** Look names up, one thread a name at most: these threads wait for a name server, and the client's threads do not. */
    private final ExecutorService names = Executors.newCachedThreadPool(PeerClient::thread);

    private final int connections;
    private final LongSupplier age;
    private final PrivateAddressResolver.Lookup lookup;
    private @Nullable HttpClient client;

    /**
     * @param connections to one peer at once
     * @param age at which a connection is closed, in nanoseconds
     */
    public PeerClient(int connections, LongSupplier age, PrivateAddressResolver.Lookup lookup) {
        this.connections = connections;
        this.age = age;
        this.lookup = lookup;
    }

    /** A request whose method and target are sent as they are. */
    public Request request(String method, URI target) {
        return new VerbatimRequest(started(), method, target);
    }

    /** The threads that handle responses. Their tasks must not block. */
    public Executor executor() {
        return started().getExecutor();
    }

    public Scheduler scheduler() {
        return started().getScheduler();
    }

    private synchronized HttpClient started() {
        if (client == null) {
            var made = configured();
            LifeCycle.start(made);
            // A 401 is for the caller; these handlers would look for a password, and fail without a challenge.
            made.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
            made.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
            made.getProtocolHandlers().put(new InterimResponses());
            client = made;
        }
        return client;
    }

    private HttpClient configured() {
        var addresses = new PrivateAddressResolver(names, lookup);
        var configured = new HttpClient(transport(addresses));
        configured.setExecutor(threads());
        configured.setScheduler(new ScheduledExecutorScheduler("peers-clock", true));
        configured.setSocketAddressResolver(addresses);
        configured.setConnectTimeout(CONNECT_MS);
        configured.setIdleTimeout(IDLE_MS);
        configured.setMaxConnectionsPerDestination(connections);
        configured.setMaxRequestsQueuedPerDestination(QUEUED);
        configured.setMaxRequestHeadersSize(HeadLimits.FORWARDED.bytes());
        configured.setMaxResponseHeadersSize(HeadLimits.USUAL.bytes());
        configured.setHttpCompliance(HttpCompliance.STRICT);
        addNothing(configured);
        return configured;
    }

    /** A forwarded request has the headers of its client alone. */
    private static void addNothing(HttpClient client) {
        client.setDefaultRequestContentType(null);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.getContentDecoderFactories().clear(); // a compressed response is forwarded as it is
    }

    private HttpClientTransport transport(PrivateAddressResolver addresses) {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        var transport = new HttpClientTransportOverHTTP(connector);
        transport.setConnectionPoolFactory(destination -> new AgingConnectionPool(
                destination,
                connections,
                age,
                () -> addresses.count(destination.getOrigin().getAddress().getHost())));
        return transport;
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("peers");
        threads.setDaemon(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "peers-names");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void close() {
        LifeCycle.stop(client);
        names.shutdownNow();
    }
}

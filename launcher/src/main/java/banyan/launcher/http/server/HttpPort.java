package banyan.launcher.http.server;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.TapFilter;
import banyan.launcher.http.connection.Acceptor;
import banyan.launcher.http.connection.AdmissionFilter;
import banyan.launcher.http.connection.BodyAggregator;
import banyan.launcher.http.connection.Codec;
import banyan.launcher.http.connection.ConnectionEvents;
import banyan.launcher.http.connection.Connections;
import banyan.launcher.http.connection.DiscardingFilter;
import banyan.launcher.http.connection.FinalResponse;
import banyan.launcher.http.connection.InFlightIOStrategy;
import banyan.launcher.http.connection.PipeliningFilter;
import banyan.launcher.http.connection.PortUsage;
import banyan.launcher.http.connection.TimeLimits;
import banyan.launcher.http.connection.UnreadResponses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/** An HTTP port, from its first connection to its last response. */
public final class HttpPort implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Connections connections = new Connections();
    private final TCPNIOTransport transport;
    private final Listener listener;
    private final PortThreads threads;
    private volatile boolean draining;

    /**
     * Listens at once.
     *
     * @param port 0-65535, where 0 is any free one
     * @param clients finds the clients of trusted proxies
     * @throws IOException if the address cannot be bound, such as when it is in use
     */
    public HttpPort(
            InetAddress address,
            int port,
            Endpoint endpoint,
            Workers workers,
            Observer observer,
            Limits limits,
            ClientAddressResolver clients)
            throws IOException {
        var acceptor = new Acceptor();
        var unread = new UnreadResponses(limits.unread(), connections);
        var finalResponse = new FinalResponse(connections, observer);
        var dispatch = new Dispatch(endpoint, workers, connections, clients, observer, () -> draining);
        threads = new PortThreads(port);
        transport = transport(port, limits, new InFlightIOStrategy(connections, acceptor));
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new AdmissionFilter(limits, connections, unread, clients::isTrusted))
                .add(new DiscardingFilter(connections))
                .add(new Codec(connections, finalResponse))
                .add(new DiscardingFilter(connections))
                .add(new BodyAggregator(endpoint, finalResponse))
                .add(new TapFilter())
                .add(server(dispatch))
                .build());
        transport.getConnectionMonitoringConfig().addProbes(new ConnectionEvents(connections));
        listener = listen(new InetSocketAddress(address, port));
        var timeLimits = new TimeLimits(limits, connections, unread, finalResponse);
        threads.schedule(acceptor::resume);
        threads.schedule(timeLimits);
    }

    private static TCPNIOTransport transport(int port, Limits limits, InFlightIOStrategy strategy) {
        var transport = TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(strategy)
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setReadTimeout(limits.stall().toMillis(), TimeUnit.MILLISECONDS)
                .setWriteTimeout(limits.stall().toMillis(), TimeUnit.MILLISECONDS)
                .setName("http-" + port)
                .build();
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(Limits.UNREAD_OF_CONNECTION);
        return transport;
    }

    private HttpServerFilter server(Dispatch dispatch) {
        var settings = new ServerFilterConfiguration();
        settings.setPassTraceRequest(true); // TRACE is handled like any unknown method
        var server = new PipeliningFilter(settings, threads.startedTimeouts());
        server.setHttpHandler(dispatch);
        return server;
    }

    private Listener listen(InetSocketAddress address) throws IOException {
        try {
            transport.start();
            return new Listener(transport, address, connections);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The connections that are open now, and that were closed so far. */
    public PortUsage use() {
        return PortUsage.of(connections);
    }

    /** The number of the port. */
    public int number() {
        return listener.port();
    }

    /**
     * Stops listening, and waits until each request that arrived before has its response.
     *
     * <p>Load balancers and peers keep the address for a while, so the port stays open until no client has connected for a
     * second, though for half of the time at most. Responses tell the client to close the connection.
     *
     * @param limit for the whole of it
     * @param endLongPolls ends long polls, once no client can return to this port
     */
    public void drain(Duration limit, Runnable endLongPolls) {
        long start = System.nanoTime();
        draining = true;
        Condition.await(() -> connections.arrivals().quiet().compareTo(QUIET) > 0, start + limit.toNanos() / 2);
        listener.stop();
        endLongPolls.run();
        long settled = Math.min(System.nanoTime() + SETTLED.toNanos(), start + limit.toNanos());
        Condition.await(() -> connections.isEmpty() || System.nanoTime() > settled, settled);
        Condition.await(connections::areIdle, start + limit.toNanos());
    }

    @Override
    public void close() {
        threads.close();
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new IllegalStateException("a transport that ends does no more input or output", e);
        }
    }
}

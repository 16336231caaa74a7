package banyan.launcher.http.server;

import banyan.core.FatalError;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.ResponseTap;
import banyan.launcher.http.connection.Acceptor;
import banyan.launcher.http.connection.BodyAggregator;
import banyan.launcher.http.connection.Codec;
import banyan.launcher.http.connection.Connections;
import banyan.launcher.http.connection.DiscardingFilter;
import banyan.launcher.http.connection.FinalResponse;
import banyan.launcher.http.connection.InFlightIOStrategy;
import banyan.launcher.http.connection.PipeliningFilter;
import banyan.launcher.http.connection.PortUsage;
import banyan.launcher.http.connection.TimeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that speaks HTTP, from its first connection to the answer to its last request. */
public final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int BACKLOG = 1024;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final int REHEARSALS = 50;

    private final Connections connections;
    private final TCPNIOTransport transport;
    private final TCPNIOServerConnection listener;
    private final ScheduledExecutorService clock;
    private final DelayedExecutor timeouts;
    private volatile boolean draining;

    /**
     * Listens at once.
     *
     * @param port 0-65535, where 0 is any free one
     * @param isProxy whether an address speaks for many clients
     * @throws IOException if the address cannot be had, such as when it is in use
     */
    public HttpPort(
            InetAddress address,
            int port,
            Endpoint endpoint,
            Workers workers,
            Observer observer,
            Limits limits,
            Predicate<InetAddress> isProxy)
            throws IOException {
        connections = new Connections(limits, isProxy);
        var acceptance = new Acceptor();
        var lastAnswer = new FinalResponse(connections, observer);
        var dispatch = new Dispatch(endpoint, workers, connections, observer, () -> draining);
        clock = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "clock-" + port));
        timeouts = new DelayedExecutor(Executors.newSingleThreadExecutor(work -> daemon(work, "timeouts-" + port)));
        transport = TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(new InFlightIOStrategy(connections, acceptance))
                .setReuseAddress(true)
                .setServerConnectionBackLog(BACKLOG)
                .setTcpNoDelay(true)
                .setReadTimeout(limits.stall().toMillis(), TimeUnit.MILLISECONDS)
                .setWriteTimeout(limits.stall().toMillis(), TimeUnit.MILLISECONDS)
                .setName("http-" + port)
                .build();
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(Limits.UNREAD_OF_CONNECTION);
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(connections)
                .add(new DiscardingFilter(connections))
                .add(new Codec(connections, lastAnswer))
                .add(new DiscardingFilter(connections))
                .add(new BodyAggregator(endpoint, lastAnswer))
                .add(new ResponseTap.Filter())
                .add(server(dispatch))
                .build());
        transport.getConnectionMonitoringConfig().addProbes(connections.probe());
        try {
            transport.start();
            listener = transport.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            close();
            throw e;
        }
        var timeLimits = new TimeLimits(limits, connections, lastAnswer);
        var unused = clock.scheduleWithFixedDelay(
                () -> tick(acceptance, timeLimits), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is connected now, and was closed so far. */
    public PortUsage use() {
        return PortUsage.of(connections);
    }

    /** The number that it listens at. */
    public int number() {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /**
     * Stops listening, and waits until everyone who came before that has been answered.
     *
     * <p>Load balancers and peers hold the address for a while, so the port stays open until nobody has connected for a
     * second, though for no more than half of the time. Answers ask to close the connection.
     *
     * @param most the longest that this may take
     * @param sendingAway what is to be done about clients that wait for news, once none can come back to this port
     */
    public void drain(Duration most, Runnable sendingAway) {
        long start = System.nanoTime();
        draining = true;
        await(() -> connections.quiet().compareTo(QUIET) > 0, start + most.toNanos() / 2);
        stopListening();
        sendingAway.run();
        long closed = System.nanoTime();
        long settled = Math.min(closed + SETTLED.toNanos(), start + most.toNanos());
        await(() -> connections.isEmpty() || System.nanoTime() > settled, settled);
        await(connections::areIdle, start + most.toNanos());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        timeouts.destroy();
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            throw new IllegalStateException("a transport that ends does no more input or output", e);
        }
    }

    /** Whatever it throws would end the clock without a word. */
    private static void tick(Acceptor acceptance, TimeLimits timeLimits) {
        try {
            acceptance.goOn();
            timeLimits.run();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("The clock of the port has failed, and goes on", e);
        }
    }

    private HttpServerFilter server(Dispatch dispatch) {
        var settings = new ServerFilterConfiguration();
        settings.setPassTraceRequest(true); // an unknown method like any other
        timeouts.start();
        var server = new PipeliningFilter(settings, timeouts);
        server.setHttpHandler(dispatch);
        return server;
    }

    /**
     * Takes in those who are connected but not accepted yet, as closing would throw them out, and closes right after. A
     * channel that a selector still knows would stay open until that looks again, so the selector has to forget it first.
     */
    private void stopListening() {
        var channel = (ServerSocketChannel) listener.getChannel();
        var key = listener.getSelectionKey();
        key.cancel();
        key.selector().wakeup();
        await(() -> !channel.isRegistered(), System.nanoTime() + SETTLED.toNanos());
        try {
            rehearse();
            for (long before = -1; before != connections.accepted(); ) {
                before = connections.accepted();
                listener.onAccept();
            }
            channel.close();
        } catch (IOException e) {
            LOG.warn("The port could not be closed in good order", e);
        }
        listener.closeSilently();
    }

    /**
     * Who connects between the last acceptance and the closing is thrown out. That moment takes ten times as long when the
     * JVM does both for the first time, so it first does them on a port that nobody knows.
     */
    private void rehearse() throws IOException {
        for (int i = 0; i < REHEARSALS; i++) {
            try (var other = ServerSocketChannel.open()) {
                other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                listener.onAccept();
            }
        }
    }

    private static void await(BooleanSupplier condition, long until) {
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}

package banyan.launcher.proxy;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.held.HeldRequests;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.process.Phase;
import banyan.launcher.remote.Peers;
import banyan.launcher.routing.Router;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Route;
import banyan.launcher.slots.Slots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ports in this process. Gateways among them forward requests for {@code posts} to other ports. */
public final class Passage implements AutoCloseable {
    private static final int TIMEOUT_MS = 40_000;

    private final Workers workers = Workers.ofBoard();
    private final Peers peers = new Peers(100);
    private final List<HttpPort> ports = new ArrayList<>();
    private final List<HeldRequests> held = new ArrayList<>();

    /** Opens a port and returns its number. */
    int port(Endpoint endpoint) throws IOException {
        var port = new HttpPort(
                InetAddress.getLoopbackAddress(),
                0,
                endpoint,
                workers,
                Observer.NONE,
                Limits.ofBoard(true),
                new ClientAddressResolver(List.of()));
        ports.add(port);
        return port.number();
    }

    /** Opens a gateway to that address and returns the number of its port. */
    public int gateway(URI to) throws IOException {
        var slots = new Slots(List.of("posts"), peers);
        slots.route("posts", Route.to(Location.at(to)));
        var requests = new HeldRequests(slots);
        held.add(requests);
        return port(new Router(slots, peers, () -> Phase.READY, new ForwardedLongPolls(), requests));
    }

    /** Closes the connections to peers, so that later requests cannot be sent. */
    public void stopSending() {
        peers.close();
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends this on a new connection, one byte a character, and reads until the end of the stream. */
    public static String send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        Collections.reverse(ports);
        ports.forEach(HttpPort::close);
        held.forEach(HeldRequests::close);
        peers.close();
        workers.close();
    }
}

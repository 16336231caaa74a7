package banyan.launcher.proxy;

import banyan.launcher.front.Front;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.net.ClientAddressResolver;
import banyan.launcher.process.Phase;
import banyan.launcher.remote.Peers;
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

/** Ports in this process, from one to the next of which requests for {@code posts} are forwarded. */
public final class Passage implements AutoCloseable {
    private static final int PATIENCE_MS = 40_000;

    private final Workers workers = Workers.ofBoard();
    private final Peers peers = new Peers(100);
    private final List<HttpPort> ports = new ArrayList<>();

    /** A port of its own. Returns its number. */
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

    /** A gateway to that address. Returns the number of its port. */
    public int gateway(URI to) throws IOException {
        var slots = new Slots(List.of("posts"), peers);
        slots.route("posts", Route.to(Location.at(to)));
        return port(new Front(slots, peers, () -> Phase.READY, new ForwardedLongPolls()));
    }

    /** Nothing can be sent to a peer from now on. */
    public void stopAsking() {
        peers.close();
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** All that is said on a connection where this is all that is asked, an octet a character. */
    public static String ask(int port, String octets) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        Collections.reverse(ports);
        ports.forEach(HttpPort::close);
        peers.close();
        workers.close();
    }
}

package banyan.launcher.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that does with each request whatever it is told to, and closes the connection. */
public final class RawServer implements AutoCloseable {
    /** What is done with a request. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(String head, Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    public RawServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Says nothing until the other side has gone. */
    public static void keepQuiet(String head, Socket socket) throws IOException {
        var unused = socket.getInputStream().read();
    }

    /** Answers with a JSON document of that module. */
    public static Behaviour answering(String contract, int status, String body, String... headers) {
        var octets = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + " \r\nBanyan-Contract: " + contract + "\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList())
                + "Connection: close\r\nContent-Length: " + octets.length + "\r\n\r\n";
        return (asked, socket) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(octets);
        };
    }

    /** Presents itself as the module posts, and then keeps everybody waiting. */
    public static Behaviour hanging() {
        var contract = answering("posts/1", 200, "{\"module\":\"posts\",\"contract\":1}");
        return (head, socket) -> {
            if (head.contains("/contract ")) {
                contract.serve(head, socket);
            } else {
                keepQuiet(head, socket);
            }
        };
    }

    /** Says just this. */
    public static Behaviour saying(String octets) {
        return (head, socket) -> socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    public void now(Behaviour other) {
        behaviour = other;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Those of all requests that have come. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            assert listener.isClosed() : e;
        }
    }

    private void serve(Socket accepted) {
        try (var socket = accepted) {
            var head = head(socket);
            heads.add(head);
            behaviour.serve(head, socket);
        } catch (Exception e) {
            assert !accepted.isConnected() || accepted.isClosed() : e;
        }
    }

    private static String head(Socket socket) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int octet = socket.getInputStream().read();
                octet >= 0;
                octet = socket.getInputStream().read()) {
            head.write(octet);
            if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}

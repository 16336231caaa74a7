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

/** A server on loopback with a given behaviour for each request. It closes the connection afterwards. */
public final class RawServer implements AutoCloseable {
    /** The handling of a request. */
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

    /** Sends nothing until the other side disconnects. */
    public static void sendNothing(String head, Socket socket) throws IOException {
        var unused = socket.getInputStream().read();
    }

    /** Responds with a JSON document of that contract. */
    public static Behaviour responding(String contract, int status, String body, String... headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + " \r\nBanyan-Contract: " + contract + "\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList())
                + "Connection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return (request, socket) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
        };
    }

    /** Responds to the handshake as the module posts, and to no other request. */
    public static Behaviour hanging() {
        var contract = responding("posts/1", 200, "{\"module\":\"posts\",\"contract\":1}");
        return (head, socket) -> {
            if (head.contains("/contract ")) {
                contract.serve(head, socket);
            } else {
                sendNothing(head, socket);
            }
        };
    }

    /** Sends only this text. */
    public static Behaviour sending(String text) {
        return (head, socket) -> socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    public void become(Behaviour other) {
        behaviour = other;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Returns the heads of all requests. */
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
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            head.write(next);
            if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}

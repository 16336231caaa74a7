package banyan.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What listens at an address and is no board: it answers each request as it is told, or never. */
final class RawPeer implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Function<String, Optional<String>> answers;

    /**
     * @param answers what to write to one who has sent this head; nothing to leave them waiting
     */
    RawPeer(Function<String, Optional<String>> answers) throws IOException {
        this.answers = answers;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** One that presents itself as the module posts, and then keeps everybody waiting. */
    static RawPeer hanging() throws IOException {
        var contract = "{\"module\":\"posts\",\"contract\":1,\"process\":\"00000000-0000-0000-0000-000000000001\"}";
        var answer = "HTTP/1.1 200 OK\r\nBanyan-Contract: posts/1\r\nContent-Type: application/json\r\nContent-Length: "
                + contract.length() + "\r\nConnection: close\r\n\r\n" + contract;
        return new RawPeer(head -> head.contains("/contract ") ? Optional.of(answer) : Optional.empty());
    }

    String address() {
        return Roots.address(listener.getLocalPort());
    }

    /** Those of all requests that have come. */
    List<String> heads() {
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
            while (true) {
                var socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            assert listener.isClosed() : e;
        }
    }

    private void serve(Socket accepted) {
        try (var socket = accepted) {
            var head = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII)
                    .useDelimiter("\r\n\r\n")
                    .next();
            heads.add(head);
            var answer = answers.apply(head);
            if (answer.isPresent()) {
                socket.getOutputStream().write(answer.get().getBytes(StandardCharsets.US_ASCII));
            } else {
                var unused = socket.getInputStream().read();
            }
        } catch (IOException e) {
            heads.add("broke off: " + e.getMessage());
        }
    }
}

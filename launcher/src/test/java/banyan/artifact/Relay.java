package banyan.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A listener of another user on this machine, which relays all bytes to a board and records them. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final int target;
    private volatile boolean isCut;

    Relay(int target) throws IOException {
        this.target = target;
        daemon(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** Closes all connections, and each later one, until {@link #mend}. */
    void cut() throws IOException {
        isCut = true;
        for (var socket = open.poll(); socket != null; socket = open.poll()) {
            socket.close();
        }
    }

    void mend() {
        isCut = false;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                if (isCut) {
                    client.close();
                    continue;
                }
                var board = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(board);
                daemon(() -> pass(client, board, true));
                daemon(() -> pass(board, client, false));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pass(Socket from, Socket to, boolean isRequest) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), isRequest);
        } catch (IOException e) {
            // the other direction has ended
        }
    }

    private void copy(InputStream from, OutputStream to, boolean isRequest) throws IOException {
        var buffer = new byte[8_192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (isRequest) {
                received.write(buffer, 0, read);
            }
            to.write(buffer, 0, read);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

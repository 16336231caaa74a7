package banyan.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port that leads to another one. A cut closes all connections, and no new one is accepted until it is mended. */
final class Cable implements AutoCloseable {
    private final int port;
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private ServerSocket listener;

    Cable(int target) throws IOException {
        this.target = target;
        port = Roots.free();
        listener = listen();
    }

    int port() {
        return port;
    }

    private ServerSocket listen() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        daemon(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                connect(from, from.accept());
            } catch (IOException e) {
                return; // cut
            }
        }
    }

    private void connect(ServerSocket from, Socket client) throws IOException {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            if (from.isClosed()) {
                closeAll();
            }
            daemon(() -> pass(client, server));
            daemon(() -> pass(server, client));
        } catch (IOException e) {
            client.close(); // the target does not run
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the other direction has ended
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    void cut() throws IOException {
        listener.close();
        closeAll();
    }

    void mend() throws IOException {
        listener = listen();
    }

    private void closeAll() {
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}

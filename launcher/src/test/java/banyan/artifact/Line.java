package banyan.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A connection between two processes that a test can cut, delay and disturb. */
final class Line implements AutoCloseable {
    /** The state of the line. */
    enum Fault {
        NONE,
        /** Each part arrives later than any timeout. */
        SLOW,
        /** The response is not HTTP. */
        GARBAGE,
        /** No bytes arrive, on existing connections too, and neither side is told until the state ends. */
        SILENT,
        /** A connection attempt gets no response, not even a rejection. */
        BLACK_HOLE
    }

    private final int port;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final List<Socket> waiting = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Fault fault = Fault.NONE;
    private ServerSocket listener;
    private Future<?> accepting;

    Line(int target) throws IOException {
        this.target = target;
        port = Roots.free();
        listener = listen(50);
        accepting = threads.submit(this::accept);
    }

    int port() {
        return port;
    }

    /** Changes the state. Existing connections are cut, unless neither side may be told. */
    void has(Fault next) throws Exception {
        boolean wasDeaf = fault == Fault.BLACK_HOLE;
        fault = next;
        if (next == Fault.SILENT) {
            return;
        }
        for (var socket : open) {
            socket.close();
        }
        open.clear();
        if (next == Fault.BLACK_HOLE) {
            listener.close();
            accepting.get(); // the port is in use until then
            listener = listen(1);
            for (int i = 0; i < 2; i++) { // fills the queue of connections
                waiting.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } else if (wasDeaf) {
            for (var socket : waiting) {
                socket.close();
            }
            listener.close();
            listener = listen(50);
            accepting = threads.submit(this::accept);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket listen(int backlog) throws IOException {
        return new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    private void accept() {
        var own = listener;
        try {
            while (true) {
                var socket = own.accept();
                open.add(socket);
                threads.execute(() -> carry(socket));
            }
        } catch (IOException e) {
            assert own.isClosed() : e;
        }
    }

    private void carry(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            threads.execute(() -> copy(client, server, false));
            copy(server, client, true);
        } catch (IOException e) {
            open.remove(client); // cut, or the other side does not listen
        }
    }

    private void copy(Socket from, Socket to, boolean isAnswer) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var part = new byte[8192];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                if (fault == Fault.SLOW || fault == Fault.SILENT) {
                    closed.await();
                }
                if (fault == Fault.GARBAGE && isAnswer) {
                    out.write("\0\1\2 not HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    out.write(part, 0, length);
                }
            }
        } catch (IOException e) {
            open.remove(from); // cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package banyan.artifact;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/** Abusive clients at one address. Each kind runs on one thread until it is interrupted. */
final class Crowd {
    private static final int SMALL = 4_096;

    private final String from;
    private final InetSocketAddress board;
    private final LongAdder connections = new LongAdder();

    Crowd(String from, int port) {
        this.from = from;
        board = new InetSocketAddress("127.0.0.1", port);
    }

    /** Returns the number of connections so far. */
    long connections() {
        return connections.sum();
    }

    /** Keeps this many connections that send requests and never read. The board closes them, and new ones follow. */
    void neverRead(int number, String path) throws IOException, InterruptedException {
        var open = new ArrayDeque<SocketChannel>();
        try {
            while (true) {
                open.add(asking(path));
                if (open.size() > number) {
                    open.remove().close();
                    Thread.sleep(10_000 / number); // the rate of the attack: each connection lasts 10 s
                }
            }
        } finally {
            close(open);
        }
    }

    /** Sends a request and disconnects, this often in this time. */
    void hangUp(int number, Duration time, String path) throws IOException, InterruptedException {
        for (int i = 0; i < number; i++) {
            try (var channel = asking(path)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            Thread.sleep(time.toMillis() / number); // the rate of the attack; no test waits for it
        }
    }

    /** Opens this many connections and sends nothing. */
    void sayNothing(int number) throws IOException, InterruptedException {
        var open = new ArrayDeque<SocketChannel>();
        try {
            while (open.size() < number) {
                open.add(connect());
            }
            Thread.currentThread().join(); // until it is interrupted
        } finally {
            close(open);
        }
    }

    /** Keeps this many long polls open. */
    void poll(int number, String path) throws IOException {
        try (var selector = Selector.open()) {
            for (int i = 0; i < number; i++) {
                follow(selector, path);
            }
            var read = ByteBuffer.allocate(SMALL);
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    goOn(key, read, path);
                }
                selector.selectedKeys().clear();
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private void follow(Selector selector, String path) throws IOException {
        var channel = asking(path);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Sends the next request after each read: a response is short enough to arrive in one piece. */
    private void goOn(SelectionKey key, ByteBuffer read, String path) throws IOException {
        var channel = (SocketChannel) key.channel();
        if (channel.read(read.clear()) < 0) {
            channel.close();
            follow(key.selector(), path);
        } else {
            exchange(channel, path);
        }
    }

    private SocketChannel asking(String path) throws IOException {
        var channel = connect();
        exchange(channel, path);
        return channel;
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        channel.bind(new InetSocketAddress(from, 0));
        channel.connect(board);
        connections.increment();
        return channel;
    }

    private static void exchange(SocketChannel channel, String path) throws IOException {
        channel.write(ByteBuffer.wrap(
                ("GET " + path + " HTTP/1.1\r\nHost: board\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static void close(Deque<SocketChannel> open) throws IOException {
        for (var channel : open) {
            channel.close();
        }
    }
}

package banyan.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client's connection to a board. */
final class Client implements AutoCloseable {
    private static final int TIMEOUT = 40_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /**
     * Connects.
     *
     * @throws java.net.ConnectException if no process listens
     */
    Client(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request and returns the response; empty if the other side closes instead. */
    Optional<RawResponse> get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: board\r\n\r\n");
        return response();
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the next response; empty if the other side has closed. */
    Optional<RawResponse> response() throws IOException {
        return RawResponse.read(in, false);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

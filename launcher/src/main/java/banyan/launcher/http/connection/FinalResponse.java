package banyan.launcher.http.connection;

import banyan.core.web.problem.Problem;
import banyan.launcher.http.Observer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * Writes the final response on a connection whose next bytes may be anything, where Grizzly has no response to write.
 * {@link DiscardingFilter} discards these bytes.
 */
public final class FinalResponse {
    private final Connections connections;
    private final Observer observer;

    public FinalResponse(Connections connections, Observer observer) {
        this.connections = connections;
        this.observer = observer;
    }

    /** Rejects the request whose head is arriving. A request that has arrived meanwhile gets its own response instead. */
    void write(Connection<?> connection, Problem problem) {
        write(connection, problem, false);
    }

    /**
     * @param withoutBody for a HEAD request
     */
    void write(Connection<?> connection, Problem problem, boolean withoutBody) {
        if (!connections.state(connection).rejectAt(ConnectionState.Stage.HEADERS)) {
            return;
        }
        observer.rejected(connection, problem.status());
        var body = problem.json();
        var memory = connection.getMemoryManager();
        var head = Buffers.wrap(memory, head(problem, body.length).getBytes(StandardCharsets.US_ASCII));
        var response = withoutBody ? head : Buffers.appendBuffers(memory, head, Buffers.wrap(memory, body));
        connection.write(response, new Written<>(connection));
    }

    /** Ends the output, and leaves the input open until the client has read the response. */
    void endOutput(Connection<?> connection) {
        connections.state(connection).enter(ConnectionState.Stage.REJECTED);
        try {
            ((SocketChannel) ((TCPNIOConnection) connection).getChannel()).shutdownOutput();
        } catch (IOException e) {
            connection.closeSilently();
        }
    }

    private static String head(Problem problem, int length) {
        return "HTTP/1.1 %d %s\r\nDate: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(
                        problem.status(),
                        problem.title(),
                        FastHttpDateFormat.getCurrentDate(),
                        Problem.MEDIA_TYPE,
                        length);
    }

    private final class Written<T> extends EmptyCompletionHandler<T> {
        private final Connection<?> connection;

        Written(Connection<?> connection) {
            this.connection = connection;
        }

        @Override
        public void completed(T written) {
            endOutput(connection);
        }
    }
}

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

/** Answers for the last time on a connection, whose next octets may be anything. {@link DiscardingFilter} drops these. */
public final class FinalResponse {
    private final Connections connections;
    private final Observer observer;

    public FinalResponse(Connections connections, Observer observer) {
        this.connections = connections;
        this.observer = observer;
    }

    /** Refuses the request whose head is arriving; one that has all arrived meanwhile gets its own answer instead. */
    void write(Connection<?> connection, Problem problem) {
        write(connection, problem, false);
    }

    /**
     * @param withoutBody as HEAD asks
     */
    void write(Connection<?> connection, Problem problem, boolean withoutBody) {
        if (!connections.visit(connection).isRefused(ConnectionState.Stage.HEADERS)) {
            return;
        }
        observer.refused(connection, problem.status());
        var body = problem.json();
        var memory = connection.getMemoryManager();
        var head = Buffers.wrap(memory, head(problem, body.length).getBytes(StandardCharsets.US_ASCII));
        var answer = withoutBody ? head : Buffers.appendBuffers(memory, head, Buffers.wrap(memory, body));
        connection.write(answer, new Given<>(connection));
    }

    /** Says that no more will come, and leaves the other direction open until the answer has been read. */
    void hasBeenGiven(Connection<?> connection) {
        connections.visit(connection).is(ConnectionState.Stage.REFUSED);
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

    private final class Given<T> extends EmptyCompletionHandler<T> {
        private final Connection<?> connection;

        Given(Connection<?> connection) {
            this.connection = connection;
        }

        @Override
        public void completed(T written) {
            hasBeenGiven(connection);
        }
    }
}

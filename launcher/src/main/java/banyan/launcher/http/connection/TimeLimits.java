package banyan.launcher.http.connection;

import banyan.core.FatalError;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Limits;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections that take too long: to send a request, to send nothing, or to read a response. */
public final class TimeLimits implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimits.class);

    private final Limits limits;
    private final Connections connections;
    private final UnreadResponses unread;
    private final FinalResponse finalResponse;

    public TimeLimits(Limits limits, Connections connections, UnreadResponses unread, FinalResponse finalResponse) {
        this.limits = limits;
        this.connections = connections;
        this.unread = unread;
        this.finalResponse = finalResponse;
    }

    @Override
    public void run() {
        connections.forEach((connection, state) -> {
            try {
                enforce(connection, state);
            } catch (RuntimeException | Error e) {
                FatalError.check(e);
                LOG.warn("A connection is closed, as its time limits could not be checked", e);
                connection.terminateSilently();
            }
        });
        unread.count();
    }

    private void enforce(Connection<?> connection, ConnectionState state) {
        boolean isUnread = Connections.unread(connection) > 0;
        if (state.isAt(ConnectionState.Stage.HEADERS, limits.request())) {
            finalResponse.write(connection, timeout());
        } else if (state.isStalled(isUnread, limits.stall())) {
            connections.countClosed(CloseReason.STALLED);
            connection.terminateSilently(); // an orderly close would wait for the client to read
        } else if ((!isUnread && state.isAt(ConnectionState.Stage.IDLE, limits.idle()))
                || state.isAt(ConnectionState.Stage.REJECTED, limits.finalResponse())) {
            connection.terminateSilently();
        }
    }

    private Problem timeout() {
        return Problem.of(
                408,
                "request-timeout",
                "The request took longer than " + limits.request().toSeconds() + " seconds to arrive.");
    }
}

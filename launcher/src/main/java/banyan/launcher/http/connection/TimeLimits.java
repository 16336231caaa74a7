package banyan.launcher.http.connection;

import banyan.core.FatalError;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Limits;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what takes too long on a connection: sending a request, sending nothing, reading the last answer. */
public final class TimeLimits implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimits.class);

    private final Limits limits;
    private final Connections connections;
    private final FinalResponse lastAnswer;

    public TimeLimits(Limits limits, Connections connections, FinalResponse lastAnswer) {
        this.limits = limits;
        this.connections = connections;
        this.lastAnswer = lastAnswer;
    }

    @Override
    public void run() {
        connections.forEach((connection, visit) -> {
            try {
                enforce(connection, visit);
            } catch (RuntimeException | Error e) {
                FatalError.check(e);
                LOG.warn("A connection is ended, as its time cannot be looked at", e);
                connection.terminateSilently();
            }
        });
        connections.unreadResponses().count();
    }

    private void enforce(Connection<?> connection, ConnectionState visit) {
        boolean isUnread = Connections.unread(connection) > 0;
        if (visit.isAt(ConnectionState.Stage.HEADERS, limits.request())) {
            lastAnswer.write(
                    connection,
                    Problem.of(
                            408,
                            "request-timeout",
                            "The request took longer than " + limits.request().toSeconds() + " seconds to arrive."));
        } else if (visit.isStalled(isUnread, limits.stall())) {
            connections.closed(Connections.Reason.STALLED);
            connection.terminateSilently(); // to close would wait for the client to read
        } else if ((!isUnread && visit.isAt(ConnectionState.Stage.IDLE, limits.idle()))
                || visit.isAt(ConnectionState.Stage.REFUSED, limits.lastAnswer())) {
            connection.terminateSilently();
        }
    }
}

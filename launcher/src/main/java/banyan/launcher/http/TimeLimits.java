package banyan.launcher.http;

import banyan.core.web.Problem;
import java.time.Duration;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what takes too long on a connection: sending a request, sending nothing, reading the last answer. */
final class TimeLimits implements Runnable {
    /**
     * How many may be connected, and how long each thing may take.
     *
     * @param connections further ones are closed at once
     * @param request from its first octet until it can be answered
     * @param idle between an answer and the next request, or between reading parts of an answer
     * @param lastAnswer until the other side closes
     * @param stall without an octet of a body that a worker reads, or of an answer that the other side reads
     */
    record Limits(int connections, Duration request, Duration idle, Duration lastAnswer, Duration stall) {
        static final Limits USUAL = new Limits(
                10_000, Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    private static final Logger LOG = LoggerFactory.getLogger(TimeLimits.class);

    private final Limits limits;
    private final Connections connections;
    private final LastAnswer lastAnswer;

    TimeLimits(Limits limits, Connections connections, LastAnswer lastAnswer) {
        this.limits = limits;
        this.connections = connections;
        this.lastAnswer = lastAnswer;
    }

    @Override
    public void run() {
        connections.forEach((connection, visit) -> {
            try {
                enforce(connection, visit);
            } catch (RuntimeException e) {
                LOG.warn("A connection is ended, as its time cannot be looked at", e);
                connection.terminateSilently();
            }
        });
    }

    private void enforce(Connection<?> connection, Visit visit) {
        int unread = Connections.unread(connection);
        if (visit.stage() == Visit.Stage.IDLE || visit.stage() == Visit.Stage.REQUEST) {
            visit.unread(unread);
        }
        if (visit.isAt(Visit.Stage.HEADERS, limits.request())) {
            lastAnswer.write(
                    connection,
                    Problem.of(
                            408,
                            "request-timeout",
                            "The request took longer than " + limits.request().toSeconds() + " seconds to arrive."));
        } else if (visit.isAt(Visit.Stage.IDLE, limits.idle())
                || (unread > 0 && visit.isAt(Visit.Stage.REQUEST, limits.stall()))
                || visit.isAt(Visit.Stage.REFUSED, limits.lastAnswer())) {
            connection.terminateSilently(); // to close would wait for who does not read
        }
    }
}

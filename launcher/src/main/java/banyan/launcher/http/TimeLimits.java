package banyan.launcher.http;

import banyan.core.web.Problem;
import java.time.Duration;
import org.glassfish.grizzly.Connection;

/** Ends what takes too long on a connection: sending headers, sending nothing, reading the last answer. */
final class TimeLimits implements Runnable {
    private static final Duration HEADERS = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);

    private final Connections connections;
    private final LastAnswer lastAnswer;

    TimeLimits(Connections connections, LastAnswer lastAnswer) {
        this.connections = connections;
        this.lastAnswer = lastAnswer;
    }

    @Override
    public void run() {
        connections.forEach(this::enforce);
    }

    private void enforce(Connection<?> connection, Visit visit) {
        if (visit.isAt(Visit.Stage.HEADERS, HEADERS)) {
            lastAnswer.write(
                    connection,
                    Problem.of(408, "request-timeout", "The request took longer than 10 seconds to arrive."));
        } else if (visit.isAt(Visit.Stage.IDLE, IDLE) || visit.isAt(Visit.Stage.REFUSED, LAST_ANSWER)) {
            connection.closeSilently();
        }
    }
}

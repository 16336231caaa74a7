package banyan.launcher.http.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The connections of a port at one moment.
 *
 * @param connections that are open now
 * @param unread bytes of responses that wait for clients to read them
 * @param closed connections that were closed so far although the client would have kept them, by the reason
 */
public record PortUsage(int connections, long unread, Map<String, Long> closed) {
    public PortUsage {
        closed = Map.copyOf(closed);
    }

    public static PortUsage of(Connections connections) {
        return new PortUsage(
                connections.all().size(),
                connections.unread(),
                Arrays.stream(CloseReason.values())
                        .collect(Collectors.toMap(
                                reason -> reason.name().toLowerCase(Locale.ROOT), connections::closedFor)));
    }
}

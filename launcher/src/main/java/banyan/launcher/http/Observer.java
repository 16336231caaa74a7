package banyan.launcher.http;

import java.util.List;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/** Observes the response to each request at a port. Any thread that writes responses calls it: it must not block. */
public interface Observer {
    /** Ignores everything. */
    Observer NONE = all(List.of());

    /** Calls all of these. */
    static Observer all(List<Observer> observers) {
        return new Observer() {
            @Override
            public void responded(Request request, long nanos) {
                for (var observer : observers) {
                    observer.responded(request, nanos);
                }
            }

            @Override
            public void rejected(Connection<?> connection, int status) {
                observers.forEach(observer -> observer.rejected(connection, status));
            }
        };
    }

    /**
     * Called when the response is complete, or when the client has gone before.
     *
     * @param nanos since the whole request had arrived
     */
    void responded(Request request, long nanos);

    /** Called for input that is no valid request, and may not be fit for a log. */
    void rejected(Connection<?> connection, int status);
}

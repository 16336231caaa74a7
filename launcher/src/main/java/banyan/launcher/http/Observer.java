package banyan.launcher.http;

import java.util.List;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/** Hears how each request at a port was answered. Called on whichever thread has answered it: it must not wait. */
public interface Observer {
    /** One that hears nothing. */
    Observer NOBODY = all(List.of());

    /** All of these. */
    static Observer all(List<Observer> observers) {
        return new Observer() {
            @Override
            public void answered(Request request, long nanos) {
                observers.forEach(observer -> observer.answered(request, nanos));
            }

            @Override
            public void refused(Connection<?> connection, int status) {
                observers.forEach(observer -> observer.refused(connection, status));
            }
        };
    }

    /**
     * It was answered, or who asked has gone before.
     *
     * @param nanos since all of the request had arrived
     */
    void answered(Request request, long nanos);

    /** What arrived could not be read as a request, or is not fit for a log. */
    void refused(Connection<?> connection, int status);
}

package banyan.launcher.routing;

import banyan.launcher.http.Responses;
import banyan.launcher.process.Phase;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Response;

/** The paths of the board itself: each tells that the board is ready. */
record BoardStatus(Supplier<Phase> phase) {
    void respond(Method method, Response response, String line) throws IOException {
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            Responses.readOnly(response, method.equals(Method.OPTIONS));
        } else if (phase.get() == Phase.READY) {
            Responses.text(response, line);
        } else {
            Responses.problem(
                    response,
                    503,
                    "unavailable",
                    "The board is " + phase.get().name().toLowerCase(Locale.ROOT) + ".");
        }
    }
}

package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.core.web.json.Json;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.admin.api.HealthView;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.http.Responses;
import banyan.launcher.metrics.Meters;
import banyan.launcher.process.Phase;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Health and metrics, from memory: they respond while all workers are busy. */
record HealthChecks(OpenModules modules, Meters meters) {
    private static final Set<String> PATHS =
            Set.of(AdminPaths.METRICS, AdminPaths.LIVE, AdminPaths.READY, AdminPaths.STARTED);

    void respond(Request request, Response response) throws IOException {
        var path = request.getRequestURI();
        var method = request.getMethod();
        if (!PATHS.contains(path)) {
            notFound(response);
        } else if (method.equals(Method.GET) || method.equals(Method.HEAD)) {
            show(path, response);
        } else {
            Responses.readOnly(response, method.equals(Method.OPTIONS));
        }
    }

    private static void notFound(Response response) throws IOException {
        Responses.failure(
                response,
                new BoardException(
                        BoardException.Kind.NOT_FOUND,
                        "The paths of this port are /modules, /slots, /metrics, /config, /commands/…, /data/…, /copies/…,"
                                + " /health/live, /health/ready and /health/started."));
    }

    private void show(String path, Response response) throws IOException {
        switch (path) {
            case AdminPaths.METRICS -> Responses.text(response, Meters.MEDIA_TYPE, meters.text());
            case AdminPaths.LIVE -> health(response, HealthView.ALIVE, Optional.empty());
            case AdminPaths.READY -> health(response, "ready", modules.unreadiness());
            default -> health(response, "started", obstacleToStart());
        }
    }

    private Optional<String> obstacleToStart() {
        return modules.phase() == Phase.STARTING ? Optional.of("This process is not started.") : Optional.empty();
    }

    /**
     * @param obstacle why the status is not reached; empty if it is
     */
    private static void health(Response response, String status, Optional<String> obstacle) throws IOException {
        if (obstacle.isPresent()) {
            Responses.failure(response, new BoardException(BoardException.Kind.UNAVAILABLE, obstacle.get()));
        } else {
            Responses.json(response, Json.MAPPER.writeValueAsBytes(new HealthView(status)));
        }
    }
}

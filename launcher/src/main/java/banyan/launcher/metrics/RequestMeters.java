package banyan.launcher.metrics;

import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/** Times each request by module, route, method, location and outcome. */
final class RequestMeters implements Observer {
    private record Kind(String module, String route, String method, String location, String outcome) {}

    private static final int FIRST_FAILURE = 400;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 25_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final RouteNames routes = new RouteNames();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void responded(Request request, long nanos) {
        var context = RequestContext.of(request);
        int status = request.getResponse().getStatus();
        var method = context.method().getMethodString();
        var kind = new Kind(
                context.module(),
                routes.of(context.module(), context.path(), isDone(method, status)),
                METHODS.contains(method) ? method : "OTHER",
                context.location(),
                outcome(status));
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void rejected(Connection<?> connection, int status) {
        registry.counter("banyan.rejected", "status", String.valueOf(status)).increment();
    }

    /** Any path that looks like one of a module has a response to OPTIONS. */
    private static boolean isDone(String method, int status) {
        return status < FIRST_FAILURE && !method.equals("OPTIONS");
    }

    private Timer timer(Kind kind) {
        return Timer.builder("banyan.requests")
                .description("Requests, from the arrival of the whole request to the end of its response.")
                .tag("module", kind.module())
                .tag("route", kind.route())
                .tag("method", kind.method())
                .tag("location", kind.location())
                .tag("outcome", kind.outcome())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "informational";
            case 2 -> "success";
            case 3 -> "redirection";
            case 4 -> "client_error";
            default -> "server_error";
        };
    }
}

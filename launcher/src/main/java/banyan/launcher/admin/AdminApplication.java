package banyan.launcher.admin;

import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.jersey.JerseyApplication;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * The Jersey application of the admin API. The first request creates it, or the board once it is ready, so that it costs the
 * start nothing.
 */
final class AdminApplication {
    private static final List<String> PATHS = List.of(
            AdminPaths.MODULES,
            AdminPaths.CONFIG,
            AdminPaths.SLOTS,
            AdminPaths.COMMANDS,
            AdminPaths.DATA,
            AdminPaths.COPIES);

    private final Supplier<Set<Object>> resources;
    private @Nullable JerseyApplication application;

    AdminApplication(Supplier<Set<Object>> resources) {
        this.resources = resources;
    }

    /** Whether the path of the request belongs to a resource. */
    boolean serves(Request request) {
        var path = request.getRequestURI();
        return PATHS.stream().anyMatch(root -> AdminPaths.isAt(root, path));
    }

    void respond(Request request, Response response) throws Exception {
        created().service(request, response);
    }

    synchronized JerseyApplication created() {
        if (application == null) {
            var components = new HashSet<>(resources.get());
            components.add(new ContentTypeFilter());
            components.add(new AnyAcceptFilter());
            application = JerseyApplication.atRoot(components);
        }
        return application;
    }
}

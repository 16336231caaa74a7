package banyan.launcher.admin;

import banyan.core.BoardException;
import banyan.launcher.admin.access.AdminAccess;
import banyan.launcher.admin.api.AdminPaths;
import banyan.launcher.config.OptionView;
import banyan.launcher.config.Options;
import banyan.launcher.hosting.Catalog;
import banyan.launcher.hosting.OpenModules;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.metrics.Meters;
import banyan.launcher.replica.Replicas;
import banyan.launcher.slots.Slots;
import banyan.launcher.slots.placement.Placement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** The HTTP entrance for operators: checks access, then passes the request to the health checks or to the admin API. */
public final class AdminEndpoint implements Endpoint {
    private final Options options;
    private final AdminAccess access;
    private final HealthChecks checks;
    private final AdminApplication application;

    public AdminEndpoint(
            Options options,
            Catalog catalog,
            OpenModules modules,
            Slots slots,
            Placement placement,
            Replicas replicas,
            Meters meters) {
        this.options = options;
        access = AdminAccess.of(options);
        checks = new HealthChecks(modules, meters);
        application = new AdminApplication(() -> Set.of(
                new ModulesResource(new ModuleViews(catalog, modules, slots, replicas)),
                new ConfigResource(this::settings),
                new SlotsResource(slots, placement),
                new CommandsResource(modules),
                new ReplicaResource(new HostedCopies(modules, replicas)),
                new CopiesResource(new HostedCopies(modules, replicas)),
                new DataResource(new DataTransfers(modules))));
    }

    @Override
    public RequestHandling handle(Request request) {
        return new RequestHandling(application.serves(request) || access.readsToken(request), this::respond);
    }

    @Override
    public boolean readsBody(HttpRequestPacket head) {
        return head.getMethod().equals(Method.PUT) && head.getRequestURI().startsWith(AdminPaths.DATA + "/");
    }

    /** Creates the admin API now, if no request has done so. */
    public void load() {
        application.created();
    }

    private void respond(Request request, Response response) throws Exception {
        try {
            access.require(request, response);
        } catch (BoardException e) {
            Responses.failure(response, e);
            return;
        }
        if (application.serves(request)) {
            application.respond(request, response);
        } else {
            checks.respond(request, response);
        }
    }

    /** The options, and the path of the token. */
    private List<OptionView> settings() {
        var token = access.tokenPath().map(path -> new OptionView("admin token", path.toString(), "file"));
        return Stream.concat(options.settings().stream(), token.stream()).toList();
    }
}

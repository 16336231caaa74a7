package banyan.launcher.front;

import banyan.core.web.Contract;
import banyan.core.web.ContractResource;
import banyan.core.web.HeadCheck;
import banyan.core.web.Json;
import banyan.core.web.JsonInput;
import banyan.core.web.ParameterTypes;
import banyan.core.web.ProblemMapper;
import java.util.Set;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.util.MappingData;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainerProvider;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** One module's own Jersey application, at one path. */
public final class Mount extends HttpHandler {
    private final MappingData mapping = new MappingData();
    private final String header;
    private final GrizzlyHttpContainer container;

    /**
     * Mounts it at {@code /api/<module>}.
     *
     * @param contract what the module tells other processes of itself, asked each time: an import changes its data
     * @param resources the JAX-RS resources of the module
     */
    public Mount(Supplier<Contract> contract, Set<Object> resources) {
        var module = contract.get().module();
        mapping.contextPath.setString("/api/" + module);
        header = Contract.header(module);
        container = new GrizzlyHttpContainerProvider()
                .createContainer(
                        GrizzlyHttpContainer.class, application(resources).register(new ContractResource(contract)));
        container.start();
    }

    /** Loads what every mount needs, while something else has to be waited for: it is a sixth of the time to start. */
    public static void prepare() {
        new Mount(() -> Contract.of("none", null), Set.of()).destroy();
    }

    /** Blocks while a resource does. */
    @Override
    public void service(Request request, Response response) {
        updatePaths(request, mapping);
        // Jersey makes an absolute URI of each request, and fails where a Host has, say, an underscore. No answer of
        // ours
        // depends on it: references are relative.
        request.getRequest().serverName().setString("board");
        response.setHeader(Contract.HEADER, header);
        container.service(request, response);
    }

    @Override
    public void destroy() {
        container.destroy();
    }

    /** Looking for what might be on the class path costs half of Jersey's start, so what is needed is named here. */
    private static ResourceConfig application(Set<Object> resources) {
        return new ResourceConfig()
                .registerInstances(resources.toArray())
                .register(new ProblemMapper())
                .register(new Json())
                .register(new JsonInput())
                .register(new ParameterTypes())
                .register(new HeadCheck())
                .register(new RequestHeaders())
                .register(JacksonFeature.withoutExceptionMappers())
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    }
}

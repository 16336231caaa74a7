package banyan.launcher.jersey;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.core.contract.ContractResource;
import banyan.core.web.RequestHeadFilter;
import banyan.core.web.json.Json;
import banyan.core.web.json.JsonInput;
import banyan.core.web.params.ClientAddress;
import banyan.core.web.params.ParameterTypes;
import banyan.core.web.problem.ProblemMapper;
import banyan.launcher.cache.ModuleResponses;
import banyan.launcher.http.CollectedBody;
import banyan.launcher.http.RequestContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.Container;

/**
 * The Jersey application of one module, at one path. Jersey's own container for Grizzly makes three URIs of each request, and
 * registers Grizzly's request and response in HK2, although no resource injects them.
 */
public final class JerseyApplication extends HttpHandler implements Container {
    /**
     * Jersey needs an absolute URI for each request. No response depends on its host, as references are relative; and some
     * hosts are no {@link URI}, such as those with an underscore.
     */
    private static final String BOARD = "http://board";

    private static final SecurityContext ANONYMOUS = new AnonymousSecurityContext();

    private final URI base;
    private final Optional<String> contractHeader;
    private final Optional<ModuleResponses> cache;
    private final ApplicationHandler application;

    /**
     * Creates the application of a module, at {@code /api/<module>}.
     *
     * @param module its short name
     * @param contract supplies the contract of the module for each request, because an import changes its data
     * @param resources the JAX-RS resources of the module
     */
    public JerseyApplication(String module, Supplier<Contract> contract, Set<Object> resources) {
        this(module, contract, resources, Optional.empty());
    }

    /**
     * Creates the application of a module that adds its cacheable responses to a cache.
     *
     * @param cache for the responses of this module
     */
    public JerseyApplication(
            String module, Supplier<Contract> contract, Set<Object> resources, Optional<ModuleResponses> cache) {
        this(
                "/api/" + module + "/",
                Optional.of(Contract.header(module)),
                cache,
                configuration(resources).register(new ContractResource(contract)));
    }

    private JerseyApplication(
            String path,
            Optional<String> contractHeader,
            Optional<ModuleResponses> cache,
            ResourceConfig configuration) {
        base = URI.create(BOARD + path);
        this.contractHeader = contractHeader;
        this.cache = cache;
        application = new ApplicationHandler(configuration);
        application.onStartup(this);
    }

    /**
     * Creates an application that is no module's, at the root of its port.
     *
     * @param components JAX-RS resources and filters
     */
    public static JerseyApplication atRoot(Set<Object> components) {
        return new JerseyApplication("/", Optional.empty(), Optional.empty(), configuration(components));
    }

    /**
     * Blocks while the resource blocks.
     *
     * @throws BoardException NOT_HOME if this process does not accept the writes of the module: nothing was done, and nothing was
     *     written to the response
     */
    @Override
    public void service(Request request, Response response) throws IOException {
        contractHeader.ifPresent(header -> response.setHeader(Contract.HEADER, header));
        var container = new ContainerRequest(
                base, uri(request), method(request), ANONYMOUS, new MapPropertiesDelegate(), getConfiguration());
        container.setProperty(ClientAddress.PROPERTY, RequestContext.of(request).client());
        ResponseCaching.of(cache, RequestContext.of(request))
                .ifPresent(caching -> container.setProperty(ResponseCaching.PROPERTY, caching));
        container.setEntityStream(CollectedBody.open(request));
        for (var name : request.getHeaderNames()) {
            container.headers(name, request.getHeaders(name));
        }
        var writer = new JerseyResponseWriter(response, contractHeader.isPresent());
        container.setProperty(BrokenBodyInterceptor.WRITER, writer);
        container.setWriter(writer);
        application.handle(container);
        writer.end();
    }

    @Override
    public ResourceConfig getConfiguration() {
        return application.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return application;
    }

    @Override
    public void reload() {
        reload(getConfiguration());
    }

    @Override
    public void reload(ResourceConfig configuration) {
        throw new UnsupportedOperationException("an application is created once");
    }

    @Override
    public void destroy() {
        application.onShutdown(this);
    }

    /**
     * The response to HEAD has the headers of the response to GET (RFC 9110 section 9.3.2), and Grizzly omits its body. For HEAD,
     * Jersey does not know the length of a long body.
     */
    private String method(Request request) {
        var method = request.getMethod().getMethodString();
        return contractHeader.isPresent() && method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    }

    private static URI uri(Request request) {
        var query = request.getQueryString();
        return URI.create(BOARD + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** A scan of the class path takes half of Jersey's start, so the components are listed here. */
    private static ResourceConfig configuration(Set<Object> resources) {
        return new ResourceConfig()
                .registerInstances(resources.toArray())
                .register(new ProblemMapper())
                .register(new Json())
                .register(new JsonInput())
                .register(new ParameterTypes())
                .register(new ActorProvider())
                .register(new RequestHeadFilter())
                .register(new RequestHeaders())
                .register(new BrokenBodyInterceptor())
                .register(new StreamingFilter())
                .register(new CacheableFilter())
                .register(JacksonFeature.withoutExceptionMappers())
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    }
}

package banyan.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The OpenAPI 3.1 document of one module.
 *
 * @param module its name
 * @param resources its JAX-RS resources
 */
record Document(String module, List<Class<?>> resources) {
    Document {
        resources = List.copyOf(resources);
    }

    OpenAPI build() {
        var converters = ModelConverters.getInstance(true);
        var types = new BoardTypes();
        converters.addConverter(types);
        var document = read().openapi("3.1.0").info(info());
        var components = Optional.ofNullable(document.getComponents()).orElseGet(Components::new);
        document.components(components.addSecuritySchemes(OperationCompletion.BEARER, scheme()));
        Problems.addTo(components);
        var schemas = new ItemSchemas(module, resources.get(0).getPackageName(), converters, components);
        routes().forEach(route ->
                new OperationCompletion(route, schemas).complete(operation(document.getPaths(), route)));
        types.complete(components.getSchemas());
        return document.paths(underApi(document.getPaths()));
    }

    private Stream<Route> routes() {
        return resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                        .flatMap(method -> Route.of(resource, method).stream()));
    }

    private OpenAPI read() {
        var configuration = new SwaggerConfiguration().openAPI31(true).readAllResources(true);
        return new Reader(configuration.openAPI(new OpenAPI())).read(new LinkedHashSet<>(resources), Map.of());
    }

    private static Operation operation(Paths paths, Route route) {
        var path = Objects.requireNonNull(paths.get(route.path()), route.path());
        var method = PathItem.HttpMethod.valueOf(route.httpMethod());
        return Objects.requireNonNull(path.readOperationsMap().get(method), route.httpMethod());
    }

    private Paths underApi(Paths paths) {
        var all = new Paths();
        paths.forEach((path, item) -> all.addPathItem(("/api/" + module + path).replaceFirst("/$", ""), item));
        return all;
    }

    private Info info() {
        return new Info()
                .title("Banyan: " + module)
                .version("1")
                .description("The HTTP API of the module " + module
                        + ". HEAD is handled like GET, without the body. A method that a "
                        + "path does not list gets 405, or is handled by the path {id} beside it. Every failure is a "
                        + "problem document (RFC 9457).")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0"));
    }

    private static SecurityScheme scheme() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("A token from POST /api/users/tokens.");
    }
}

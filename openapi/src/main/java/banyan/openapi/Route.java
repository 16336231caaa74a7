package banyan.openapi;

import banyan.core.auth.Actor;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A method of a resource that handles requests.
 *
 * @param path within the module, such as {@code /{id}}; a slash for the root of the module
 * @param httpMethod such as GET
 */
record Route(Class<?> resource, Method javaMethod, String path, String httpMethod) {
    static Optional<Route> of(Class<?> resource, Method javaMethod) {
        return Arrays.stream(javaMethod.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(method -> method != null)
                .findFirst()
                .map(method -> new Route(resource, javaMethod, path(resource, javaMethod), method.value()));
    }

    private static String path(Class<?> resource, Method javaMethod) {
        var parts = Stream.of(resource.getAnnotation(Path.class), javaMethod.getAnnotation(Path.class))
                .filter(path -> path != null && !path.value().isEmpty())
                .map(Path::value)
                .toList();
        return "/" + String.join("/", parts);
    }

    boolean hasHeader(String name) {
        return parameters()
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equals(name));
    }

    /** Returns whether the method reads the client's token, which may be optional. */
    boolean readsToken() {
        return hasParameter(Actor.class) || hasHeader(HttpHeaders.AUTHORIZATION);
    }

    boolean hasParameter(Class<?> type) {
        return parameters().anyMatch(parameter -> parameter.getType() == type);
    }

    /** Returns whether the path contains the id of an item. */
    boolean hasPathParameter() {
        return parameters().anyMatch(parameter -> parameter.isAnnotationPresent(PathParam.class));
    }

    /** Returns the media types of the responses. */
    List<String> media() {
        var own = Optional.ofNullable(javaMethod.getAnnotation(Produces.class));
        return List.of(
                own.orElseGet(() -> resource.getAnnotation(Produces.class)).value());
    }

    private Stream<Parameter> parameters() {
        return Arrays.stream(javaMethod.getParameters());
    }
}

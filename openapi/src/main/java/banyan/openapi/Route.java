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
 * @param method the HTTP method
 */
record Route(Class<?> resource, Method java, String path, String method) {
    static Optional<Route> of(Class<?> resource, Method java) {
        return Arrays.stream(java.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(method -> method != null)
                .findFirst()
                .map(method -> new Route(resource, java, path(resource, java), method.value()));
    }

    private static String path(Class<?> resource, Method java) {
        var parts = Stream.of(resource.getAnnotation(Path.class), java.getAnnotation(Path.class))
                .filter(path -> path != null && !path.value().isEmpty())
                .map(Path::value)
                .toList();
        return "/" + String.join("/", parts);
    }

    boolean takesHeader(String name) {
        return parameters()
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equals(name));
    }

    /** Whether it reads the token of the client, which may be optional. */
    boolean takesToken() {
        return takes(Actor.class) || takesHeader(HttpHeaders.AUTHORIZATION);
    }

    boolean takes(Class<?> type) {
        return parameters().anyMatch(parameter -> parameter.getType() == type);
    }

    /** Whether its path names an item. */
    boolean isOfOne() {
        return parameters().anyMatch(parameter -> parameter.isAnnotationPresent(PathParam.class));
    }

    /** The media types of its responses. */
    List<String> media() {
        var own = Optional.ofNullable(java.getAnnotation(Produces.class));
        return List.of(
                own.orElseGet(() -> resource.getAnnotation(Produces.class)).value());
    }

    private Stream<Parameter> parameters() {
        return Arrays.stream(java.getParameters());
    }
}

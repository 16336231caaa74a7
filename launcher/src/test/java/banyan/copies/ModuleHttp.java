package banyan.copies;

import banyan.core.web.params.ClientAddress;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;

/** Requests to the resources of one module, without a network. */
record ModuleHttp(String module, ApplicationHandler application) {
    private static final String BOARD = "http://board";

    /** Jersey warns of each resource, which is no provider too. Logging keeps a level only while somebody has the logger. */
    private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        PROVIDERS.setLevel(Level.SEVERE);
    }

    record Reply(int status, String body) {
        String field(String name) {
            return body.replaceFirst("(?s).*\"" + name + "\" ?: ?\"?([^\",}]+).*", "$1");
        }
    }

    /** Returns the method and the path of each endpoint that is not a GET, such as {@code PATCH posts/{id}}. */
    SortedSet<String> writes() {
        return application.getConfiguration().getInstances().stream()
                .filter(resource -> resource.getClass().isAnnotationPresent(Path.class))
                .flatMap(resource -> Stream.of(resource.getClass().getMethods())
                        .flatMap(method -> Stream.of(method.getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(verb -> verb != null && !verb.value().equals(HttpMethod.GET))
                                .map(verb -> verb.value() + " "
                                        + path(
                                                resource.getClass().getAnnotation(Path.class),
                                                method.getAnnotation(Path.class)))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String path(Path ofClass, Path ofMethod) {
        return Stream.of(module, ofClass.value(), ofMethod == null ? "" : ofMethod.value())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    Reply send(String method, String path, String body, Map<String, String> headers, String address) {
        var request = new ContainerRequest(
                URI.create(BOARD + "/api/" + module + "/"),
                URI.create(BOARD + "/api/" + path),
                method,
                null,
                new MapPropertiesDelegate(),
                application.getConfiguration());
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        var written = new ByteArrayOutputStream();
        try {
            request.setProperty(ClientAddress.PROPERTY, InetAddress.getByName(address));
            int status = application.apply(request, written).get().getStatus();
            return new Reply(status, written.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}

package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The proxy of Refactor Spaces, with what its templates make of it.
 *
 * @param fallback the URL behind the default route
 * @param routes those that are active
 */
record RefactorSpaces(String fallback, List<Route> routes) {
    /**
     * A route by path.
     *
     * @param source the path that it takes
     * @param takesChildren whether it takes the paths under it too
     * @param appends whether the source stands behind the URL of its service
     */
    record Route(String source, boolean takesChildren, boolean appends, String url) {
        private boolean takes(String path) {
            return path.equals(source) || (takesChildren && path.startsWith(source + "/"));
        }

        private String target(String path) {
            return url + (appends ? path : path.substring(source.length()));
        }
    }

    /** As {@code rs.yaml} and then {@code rs-service.yaml} make it. */
    static RefactorSpaces of(Template board, Template modules) {
        var services = board.resources("AWS::RefactorSpaces::Service");
        var main = board.resources("AWS::RefactorSpaces::Route")
                .values()
                .iterator()
                .next();
        if (!main.get("RouteType").equals("DEFAULT") || !isActive(map(main.get("DefaultRoute")))) {
            throw new IllegalArgumentException("nothing works before a default route is active");
        }
        var routes = new ArrayList<Route>();
        var others = modules.resources("AWS::RefactorSpaces::Service");
        for (var route : modules.resources("AWS::RefactorSpaces::Route").values()) {
            var path = map(route.get("UriPathRoute"));
            if (isActive(path)) {
                routes.add(new Route(
                        (String) path.get("SourcePath"),
                        "true".equals(path.get("IncludeChildPaths")),
                        "true".equals(path.get("AppendSourcePath")),
                        url(others, route)));
            }
        }
        return new RefactorSpaces(url(services, main), routes);
    }

    private static boolean isActive(Map<String, Object> route) {
        return "ACTIVE".equals(route.get("ActivationState"));
    }

    private static String url(Map<String, Map<String, Object>> services, Map<String, Object> route) {
        var name = ((String) route.get("ServiceIdentifier")).replace(".ServiceIdentifier", "");
        return (String) map(Objects.requireNonNull(services.get(name)).get("UrlEndpoint"))
                .get("Url");
    }

    /** The URL that the proxy asks for a path of its own. */
    String follow(String path) {
        return routes.stream()
                .filter(route -> route.takes(path))
                .max(Comparator.comparing(route -> route.source().length()))
                .map(route -> route.target(path))
                .orElse(fallback + path);
    }
}

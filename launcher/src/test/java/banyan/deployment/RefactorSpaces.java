package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model of the proxy of Refactor Spaces with the routes of the templates.
 *
 * @param fallback the URL behind the default route
 * @param routes the active routes
 */
record RefactorSpaces(String fallback, List<Route> routes) {
    /**
     * A route for a path.
     *
     * @param source the path of its requests
     * @param takesChildren whether it includes the paths below
     * @param appends whether the source is appended to the URL of its service
     */
    record Route(String source, boolean takesChildren, boolean appends, String url) {
        private boolean takes(String path) {
            return path.equals(source) || (takesChildren && path.startsWith(source + "/"));
        }

        private String target(String path) {
            return url + (appends ? path : path.substring(source.length()));
        }
    }

    /** Returns the proxy that {@code rs.yaml} and {@code rs-service.yaml} create. */
    static RefactorSpaces of(Template board, Template modules) {
        var services = board.resources("AWS::RefactorSpaces::Service");
        var main = board.resources("AWS::RefactorSpaces::Route")
                .values()
                .iterator()
                .next();
        if (!main.get("RouteType").equals("DEFAULT") || !isActive(map(main.get("DefaultRoute")))) {
            throw new IllegalArgumentException("there is no active default route");
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

    /** Returns the URL to which the proxy forwards a path. */
    String follow(String path) {
        return routes.stream()
                .filter(route -> route.takes(path))
                .max(Comparator.comparing(route -> route.source().length()))
                .map(route -> route.target(path))
                .orElse(fallback + path);
    }
}

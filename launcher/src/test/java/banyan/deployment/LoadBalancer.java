package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A model of an Application Load Balancer with the rules of Copilot or {@code ecs.yaml}.
 *
 * @param rules in order of evaluation
 */
record LoadBalancer(List<Rule> rules) {
    /**
     * @param patterns of paths, where a star matches any characters
     * @param weights of the services that share these paths
     */
    record Rule(List<String> patterns, Map<String, Integer> weights) {
        private boolean takes(String path) {
            return patterns.stream()
                    .anyMatch(pattern -> path.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q")));
        }
    }

    /**
     * Returns the load balancer that Copilot creates from the manifests of these services: the longest path comes
     * first.
     */
    static LoadBalancer ofCopilot(Manifests manifests, SortedSet<String> deployed) {
        return new LoadBalancer(deployed.stream()
                .map(service -> Map.entry(manifests.path(service), service))
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .map(entry -> new Rule(patterns(entry.getKey()), Map.of(entry.getValue(), 1)))
                .toList());
    }

    private static List<String> patterns(String path) {
        return path.equals("/") ? List.of("/*") : List.of("/" + path, "/" + path + "/*");
    }

    /** Returns the load balancer that {@code ecs.yaml} creates. */
    static LoadBalancer ofEcs(Template template) {
        var rules = template.resources("AWS::ElasticLoadBalancingV2::ListenerRule").values().stream()
                .sorted(Comparator.comparing(rule -> Integer.parseInt((String) rule.get("Priority"))))
                .map(LoadBalancer::rule);
        var main = template.resources("AWS::ElasticLoadBalancingV2::Listener")
                .get("Listener")
                .get("DefaultActions");
        var last = new Rule(List.of("/*"), Map.of(service(map(((List<?>) main).get(0))), 1));
        return new LoadBalancer(Stream.concat(rules, Stream.of(last)).toList());
    }

    private static Rule rule(Map<String, Object> rule) {
        var condition = map(((List<?>) rule.get("Conditions")).get(0));
        var patterns = ((List<?>) map(condition.get("PathPatternConfig")).get("Values"))
                .stream().map(Object::toString).toList();
        var forward = map(map(((List<?>) rule.get("Actions")).get(0)).get("ForwardConfig"));
        var weights = new TreeMap<String, Integer>();
        for (var group : (List<?>) forward.get("TargetGroups")) {
            weights.put(
                    service(map(group)), Integer.parseInt((String) map(group).get("Weight")));
        }
        return new Rule(patterns, weights);
    }

    /** Returns the service whose tasks are in a target group. */
    private static String service(Map<String, Object> group) {
        return ((String) Objects.requireNonNull(group.get("TargetGroupArn")))
                .replace("Targets", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the services that may get a request for this path; empty if no service does. */
    SortedSet<String> services(String path) {
        var services = new TreeSet<String>();
        rules.stream()
                .filter(rule -> rule.takes(path))
                .findFirst()
                .ifPresent(rule -> rule.weights().forEach((service, weight) -> {
                    if (weight > 0) {
                        services.add(service);
                    }
                }));
        return services;
    }
}

package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys that Copilot knows in the manifest of a Load Balanced Web Service, and of an environment. It passes over others
 * without a word, so that a misspelled one is not seen before it is missed.
 */
final class ManifestKeys {
    /** What may stand under a path; a star is any name, and what is not in here may hold what it likes. */
    private static final String SERVICE = """
            : name type http image entrypoint command cpu memory platform count exec variables env_file secrets storage \
            logging sidecars network publish taskdef_overrides deployment observability environments
            http: path healthcheck alias deregistration_delay target_container stickiness allowed_source_ips \
            redirect_to_https additional_rules version
            http.healthcheck: path port success_codes healthy_threshold unhealthy_threshold timeout interval grace_period
            http.additional_rules: path healthcheck alias deregistration_delay target_container stickiness \
            allowed_source_ips redirect_to_https version
            image: build location port depends_on healthcheck
            image.build: dockerfile context target args cache_from
            image.healthcheck: command interval retries timeout start_period
            count: range cpu_percentage memory_percentage requests response_time cooldown spot
            count.range: min max spot_from
            count.cooldown: in out
            count.cpu_percentage: value cooldown
            count.memory_percentage: value cooldown
            count.requests: value cooldown
            count.response_time: value cooldown
            variables.*: from_cfn
            secrets.*: from_cfn secretsmanager
            storage: ephemeral readonly_fs volumes
            storage.volumes.*: path read_only efs
            network: connect vpc
            network.vpc: placement security_groups
            deployment: rolling rollback_alarms
            deployment.rollback_alarms: cpu_utilization memory_utilization
            observability: tracing
            taskdef_overrides: path value
            """;

    private static final String ENVIRONMENT = """
            : name type network http cdn observability
            network: vpc
            network.vpc: id cidr subnets security_group flow_logs
            http: public private
            observability: container_insights
            """;

    private ManifestKeys() {}

    /** The keys of a manifest that nobody would look at, a sentence each. */
    static List<String> unknown(Map<String, Object> manifest) {
        var known = known("Environment".equals(manifest.get("type")) ? ENVIRONMENT : SERVICE);
        var faults = new ArrayList<String>();
        look(known, "", manifest, faults);
        if (manifest.get("environments") instanceof Map<?, ?> environments) {
            environments.forEach((name, part) ->
                    unknown(map(part)).forEach(fault -> faults.add("environments." + name + "." + fault)));
        }
        return faults;
    }

    private static Map<String, Set<String>> known(String table) {
        var known = new TreeMap<String, Set<String>>();
        table.lines()
                .map(line -> line.split(":", -1))
                .forEach(line -> known.put(
                        line[0], new TreeSet<>(Arrays.asList(line[1].strip().split(" +", -1)))));
        return known;
    }

    private static void look(Map<String, Set<String>> known, String path, Object value, List<String> faults) {
        if (value instanceof List<?> list) {
            list.forEach(element -> look(known, path, element, faults));
        } else if (value instanceof Map<?, ?>) {
            var here = known.getOrDefault(path, known.get(path.replaceFirst("\\.[^.]+$", ".*")));
            map(value).forEach((key, inner) -> {
                if (here != null && !here.contains(key)) {
                    faults.add(
                            (path + "." + key).substring(path.isEmpty() ? 1 : 0) + ": no such key; there are " + here);
                }
                look(known, path.isEmpty() ? key : path + "." + key, inner, faults);
            });
        }
    }
}

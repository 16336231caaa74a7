package banyan.deployment;

import static banyan.deployment.Yaml.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys that Copilot knows in the manifest of a Load Balanced Web Service, and of an environment. Copilot silently
 * ignores other keys, including misspelled ones.
 */
final class ManifestKeys {
    /** The keys allowed under a path. In a path a star matches any name; as a key it allows any key. */
    private static final String SERVICE = """
            : name type http image entrypoint command cpu memory platform count exec variables env_file secrets storage \
            logging sidecars network publish taskdef_overrides deployment observability environments
            http: path healthcheck alias deregistration_delay target_container stickiness allowed_source_ips \
            redirect_to_https additional_rules version
            http.alias: name hosted_zone
            http.healthcheck: path port success_codes healthy_threshold unhealthy_threshold timeout interval grace_period
            http.additional_rules: path healthcheck alias deregistration_delay target_container stickiness \
            allowed_source_ips redirect_to_https version
            http.additional_rules.alias: name hosted_zone
            http.additional_rules.healthcheck: path port success_codes healthy_threshold unhealthy_threshold timeout \
            interval grace_period
            image: build location port depends_on healthcheck
            image.build: dockerfile context target args cache_from
            image.build.args: *
            image.depends_on: *
            image.healthcheck: command interval retries timeout start_period
            platform: osfamily architecture
            count: range cpu_percentage memory_percentage requests response_time cooldown spot
            count.range: min max spot_from
            count.cooldown: in out
            count.*: value cooldown
            count.*.cooldown: in out
            variables: *
            variables.*: from_cfn
            secrets: *
            secrets.*: from_cfn secretsmanager
            storage: ephemeral readonly_fs volumes
            storage.volumes: *
            storage.volumes.*: path read_only efs
            storage.volumes.*.efs: id root_dir auth uid gid
            storage.volumes.*.efs.auth: iam access_point_id
            logging: image destination enableMetadata secretOptions configFilePath env_file retention
            logging.destination: *
            logging.secretOptions: *
            sidecars: *
            sidecars.*: port image essential credentialsParameter variables secrets env_file mount_points labels \
            depends_on entrypoint command healthcheck
            sidecars.*.variables: *
            sidecars.*.secrets: *
            sidecars.*.labels: *
            sidecars.*.depends_on: *
            sidecars.*.mount_points: source_volume path read_only
            sidecars.*.healthcheck: command interval retries timeout start_period
            network: connect vpc
            network.connect: alias
            network.vpc: placement security_groups
            network.vpc.placement: subnets
            network.vpc.security_groups: deny_default groups from_cfn
            publish: topics
            publish.topics: name fifo
            deployment: rolling rollback_alarms
            deployment.rollback_alarms: cpu_utilization memory_utilization
            observability: tracing
            taskdef_overrides: path value
            environments: *
            """;

    private static final String ENVIRONMENT = """
            : name type network http cdn observability
            network: vpc
            network.vpc: id cidr subnets security_group flow_logs
            network.vpc.subnets: public private
            network.vpc.subnets.*: id cidr az
            network.vpc.flow_logs: retention
            http: public private
            http.public: certificates ssl_policy access_logs ingress
            http.private: certificates subnets ssl_policy ingress
            cdn: certificate terminate_tls static_assets
            observability: container_insights
            """;

    private ManifestKeys() {}

    /** Returns the keys of a manifest that Copilot would ignore, each as a sentence. */
    static List<String> unknown(Map<String, Object> manifest) {
        var known = known("Environment".equals(manifest.get("type")) ? ENVIRONMENT : SERVICE);
        var faults = new ArrayList<String>();
        look(known, "", manifest, faults);
        return faults;
    }

    private static Map<Pattern, SortedSet<String>> known(String table) {
        var known = new LinkedHashMap<Pattern, SortedSet<String>>();
        table.lines().forEach(line -> {
            var parts = line.split(": ?", 2);
            var path = parts[0].replace(".", "\\.").replace("*", "[^.]+");
            known.put(Pattern.compile(path), new TreeSet<>(List.of(parts[1].split(" +", -1))));
        });
        return known;
    }

    private static void look(Map<Pattern, SortedSet<String>> known, String path, Object value, List<String> faults) {
        if (value instanceof List<?> list) {
            list.forEach(element -> look(known, path, element, faults));
        } else if (value instanceof Map<?, ?>) {
            var here = keys(known, path);
            map(value).forEach((key, inner) -> {
                var inside = path.isEmpty() ? key : path + "." + key;
                if (!here.contains(key) && !here.contains("*")) {
                    faults.add(inside + ": is not a key; the keys are " + here);
                } else if (path.equals("environments")) {
                    unknown(map(inner)).forEach(fault -> faults.add(inside + "." + fault));
                } else {
                    look(known, inside, inner, faults);
                }
            });
        }
    }

    private static SortedSet<String> keys(Map<Pattern, SortedSet<String>> known, String path) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(TreeSet::new);
    }
}

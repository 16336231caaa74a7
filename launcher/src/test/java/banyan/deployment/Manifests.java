package banyan.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The manifests of Copilot's services.
 *
 * @param services by name of folder
 */
record Manifests(SortedMap<String, Manifest> services) {
    private static final Pattern EXPOSE = Pattern.compile("(?m)^EXPOSE (\\d+)$");

    /** Reads the manifests of this project. */
    static Manifests read() throws IOException {
        var services = new TreeMap<String, Manifest>();
        try (var folders = Files.newDirectoryStream(Yaml.PROJECT.resolve("copilot"))) {
            for (var folder : folders) {
                var name = folder.getFileName().toString();
                if (Files.exists(folder.resolve("manifest.yml"))) {
                    services.put(name, new Manifest(name, Yaml.read("copilot/" + name + "/manifest.yml")));
                }
            }
        }
        return new Manifests(services);
    }

    /** Returns these manifests with another text for one service. */
    Manifests with(String service, String text) {
        var others = new TreeMap<>(services);
        others.put(service, new Manifest(service, Yaml.parse(text)));
        return new Manifests(others);
    }

    Manifest of(String service) {
        return Objects.requireNonNull(services.get(service), service);
    }

    String path(String service) {
        return of(service).path();
    }

    /** Returns the faults of the manifest of an environment in a folder of this name, each as a sentence. */
    static List<String> faultsOfEnvironment(String folder, Map<String, Object> written) {
        var faults = new ArrayList<>(ManifestKeys.unknown(written));
        if (!folder.equals(written.get("name"))) {
            faults.add("name: must be the name of the folder, " + folder);
        }
        if (!"Environment".equals(written.get("type"))) {
            faults.add("type: must be Environment");
        }
        if (written.get("network") instanceof Map<?, ?> network
                && network.get("vpc") instanceof Map<?, ?> vpc
                && vpc.containsKey("cidr")
                && !vpc.containsKey("subnets")) {
            faults.add("network.vpc.cidr: creates a network without subnets; list the subnets too");
        }
        return faults;
    }

    /** Returns the faults of each manifest and those of the combination. */
    List<String> faults(BiPredicate<List<String>, String> serves) throws IOException {
        var port = EXPOSE.matcher(Files.readString(Yaml.PROJECT.resolve("Dockerfile")));
        if (!port.find()) {
            throw new IOException("the Dockerfile exposes no port");
        }
        var faults = new ArrayList<String>();
        var paths = new TreeMap<String, String>();
        services.forEach((name, manifest) -> {
            manifest.faults(port.group(1), serves).forEach(fault -> faults.add(name + ": " + fault));
            for (var path : manifest.paths()) {
                var other = paths.put(path, name);
                if (other != null) {
                    faults.add(name + ": http.path: " + path + " is also the path of " + other);
                }
            }
        });
        return faults;
    }
}

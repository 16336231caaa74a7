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
 * @param services by the name of their folder
 */
record Manifests(SortedMap<String, Manifest> services) {
    private static final Pattern EXPOSE = Pattern.compile("(?m)^EXPOSE (\\d+)$");

    /** Those of the project. */
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

    /** These, but for one that is written so. */
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

    /** What is wrong with the manifest of an environment in a folder of this name, a sentence each. */
    static List<String> faultsOfEnvironment(String folder, Map<String, Object> written) {
        var faults = new ArrayList<>(ManifestKeys.unknown(written));
        if (!folder.equals(written.get("name"))) {
            faults.add("name: is not the folder's, " + folder);
        }
        if (!"Environment".equals(written.get("type"))) {
            faults.add("type: is not Environment");
        }
        if (written.get("network") instanceof Map<?, ?> network
                && network.get("vpc") instanceof Map<?, ?> vpc
                && vpc.containsKey("cidr")
                && !vpc.containsKey("subnets")) {
            faults.add("network.vpc.cidr: makes a network without subnets; list them too");
        }
        return faults;
    }

    /** What is wrong with each of them, and with all together. */
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

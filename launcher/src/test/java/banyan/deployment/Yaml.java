package banyan.deployment;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML without conversion: scalars stay text, and a tag such as {@code !Ref} becomes a call. */
final class Yaml {
    /** The root folder of this project. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /**
     * A CloudFormation function in its short form.
     *
     * @param function the name without the exclamation mark
     */
    record Call(String function, Object argument) {}

    private Yaml() {}

    static Map<String, Object> read(String file) throws IOException {
        return parse(Files.readString(PROJECT.resolve(file)));
    }

    /**
     * @throws IllegalArgumentException if a key occurs twice
     */
    static Map<String, Object> parse(String text) {
        return map(whole(text));
    }

    /** Parses a text that is a list. */
    static List<?> list(String text) {
        return (List<?>) whole(text);
    }

    private static Object whole(String text) {
        return value(new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text)));
    }

    @SuppressWarnings("unchecked") // keys of a mapping are always text here
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object value(Node node) {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") ? new Call(tag.substring(1), plain(node)) : plain(node);
    }

    private static Object plain(Node node) {
        if (node instanceof MappingNode mapping) {
            var map = new LinkedHashMap<String, Object>();
            for (var entry : mapping.getValue()) {
                var key = ((ScalarNode) entry.getKeyNode()).getValue();
                if (map.put(key, value(entry.getValueNode())) != null) {
                    throw new IllegalArgumentException(key + " occurs twice");
                }
            }
            return map;
        }
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(Yaml::value).toList()
                : ((ScalarNode) node).getValue();
    }
}

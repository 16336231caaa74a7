package banyan.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a module's OpenAPI document beside its classes. */
public final class Describe {
    /** Sorts members by name, so two builds produce the same document. */
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Describe() {}

    /**
     * Describes one module.
     *
     * @param arguments the artifact, such as {@code banyan-posts}, and the folder of its classes
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var module = arguments[0].substring(arguments[0].lastIndexOf('-') + 1);
        var classes = Path.of(arguments[1]);
        var target = classes.resolve("META-INF/banyan").resolve(module).resolve("openapi.json");
        Files.createDirectories(target.getParent());
        Files.write(target, json(new Document(module, ResourceClasses.in(classes, module)).build()));
    }

    private static byte[] json(OpenAPI document) throws IOException {
        var members = Json31.mapper().convertValue(document, Object.class);
        return SORTED.writeValueAsBytes(members);
    }
}

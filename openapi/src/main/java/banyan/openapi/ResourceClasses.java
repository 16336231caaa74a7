package banyan.openapi;

import banyan.core.web.OpenApiResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the JAX-RS resources of a module. */
final class ResourceClasses {
    private static final String ENDING = "Resource.class";

    private ResourceClasses() {}

    /** Returns the classes named …Resource, as all resources are, and the resource of the document itself. */
    static List<Class<?>> in(Path classes, String module) throws IOException, ClassNotFoundException {
        var found = new ArrayList<Class<?>>();
        for (var name : names(classes.resolve("banyan").resolve(module))) {
            found.add(Class.forName("banyan." + module + "." + name));
        }
        found.add(OpenApiResource.class);
        return found;
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .sorted()
                    .toList();
        }
    }
}

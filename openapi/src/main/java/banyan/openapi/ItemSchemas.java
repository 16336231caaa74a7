package banyan.openapi;

import banyan.core.web.MediaTypes;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The schemas of a module's items: its record {@code Board…} is the board's representation, {@code Tutorial…} the
 * tutorial's.
 *
 * @param components collects the schemas
 */
@SuppressWarnings("rawtypes") // the library uses raw types
record ItemSchemas(String module, String packageName, ModelConverters converters, Components components) {
    /** Returns the schema of an item. The module's name is the plural of the item's name. */
    Schema item(String media) {
        return of(type((media.equals(MediaTypes.BOARD) ? "Board" : "Tutorial") + noun()));
    }

    /** Returns the schema of an item of a list, which may be a deleted item: a record {@code Deleted…}. */
    Schema listed(String media) {
        return find("Deleted" + noun())
                .map(deleted -> new JsonSchema().anyOf(List.of(item(media), of(deleted))))
                .orElseGet(() -> item(media));
    }

    /** Returns the schema of an item after a change, which may have more members: a record {@code Changed…}. */
    Schema changed() {
        return find("Changed" + noun()).map(this::of).orElseGet(() -> item(MediaTypes.BOARD));
    }

    Schema of(Type type) {
        var resolved = converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(components::addSchemas);
        return resolved.schema;
    }

    static Schema list(Schema<?> items, int max) {
        var list = new JsonSchema();
        list.addType("array");
        list.setItems(items);
        list.setMaxItems(max);
        return list;
    }

    private String noun() {
        return module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1, module.length() - 1);
    }

    private Class<?> type(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(module + " has no record " + name));
    }

    private Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(packageName + "." + name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}

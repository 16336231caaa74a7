package banyan.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of a record in JSON.
 *
 * @param isInput whether it is request input, where clients omit a member instead of sending null
 */
@SuppressWarnings("rawtypes") // the library uses raw types
record Members(List<RecordComponent> all, boolean isInput) {
    static Members of(Class<?> type) {
        boolean isInput = Modifier.isPublic(type.getModifiers()) && !type.isMemberClass();
        return new Members(List.of(type.getRecordComponents()), isInput);
    }

    void complete(Schema<?> schema) {
        schema.setAdditionalProperties(false);
        schema.setRequired(all.stream()
                .filter(member -> !isInput || !isNullable(member))
                .filter(member -> !member.getAccessor().isAnnotationPresent(JsonInclude.class))
                .map(RecordComponent::getName)
                .toList());
        var nullable = all.stream()
                .filter(member -> !isInput && isNullable(member))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        schema.getProperties().forEach((name, property) -> {
            if (nullable.contains(name)) {
                property.addType("null");
            }
        });
    }

    private static boolean isNullable(RecordComponent member) {
        return Arrays.stream(member.getAnnotatedType().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
    }
}

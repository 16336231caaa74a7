package banyan.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;

/** The types that a port may contain: interfaces that return values, and records of simple values. */
final class PortValues {
    private static final Set<String> SIMPLE = Set.of(
            "java.lang.Boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.String",
            "java.time.Instant",
            "java.time.OffsetDateTime",
            "java.util.UUID");
    private static final Set<String> SEVERAL = Set.of(
            "banyan.core.Feed", "java.util.List", "java.util.Map", "java.util.Optional", "java.util.Set", "void");

    static final Fact BE_QUESTIONS_OR_VALUES = Fact.that(
            "be interfaces that pass values, records of simple values, or enums",
            type -> type.isEnum() || isQuestions(type) || isRecordOfSimpleValues(type));

    private PortValues() {}

    private static boolean isQuestions(JavaClass type) {
        return type.isInterface() && type.getMethods().stream().allMatch(PortValues::handsOverValues);
    }

    private static boolean handsOverValues(JavaMethod method) {
        return method.getAllInvolvedRawTypes().stream()
                .allMatch(type -> isSimple(type) || type.isRecord() || SEVERAL.contains(type.getName()));
    }

    private static boolean isRecordOfSimpleValues(JavaClass type) {
        return type.isRecord()
                && type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getRawType)
                        .allMatch(PortValues::isSimple);
    }

    private static boolean isSimple(JavaClass type) {
        return type.isPrimitive() || SIMPLE.contains(type.getName()) || (type.isEnum() && Places.IN_A_PORT.test(type));
    }
}

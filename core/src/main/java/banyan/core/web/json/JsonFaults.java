package banyan.core.web.json;

import banyan.core.BoardException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts failures of the JSON parser to faults of the input, with their pointers. */
final class JsonFaults {
    private static final Pattern ORIGIN =
            Pattern.compile(" ?\\(start marker at \\[Source: [^\\]]*+\\]\\)| ?(?:at )?\\[Source: [^\\]]*+\\]");

    private JsonFaults() {}

    static BoardException of(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException e) {
            return at(pointer(e), "is not a known field; known fields are " + known(e));
        }
        if (failure instanceof MismatchedInputException e) {
            return at(pointer(e), "has to be " + shape(e.getTargetType()));
        }
        if (failure instanceof JsonMappingException e) {
            return e.getCause() instanceof BoardException thrown
                    ? thrown
                    : at(pointer(e), "cannot be read: " + messageOf(e));
        }
        return at("", "is not a JSON document in UTF-8: " + messageOf(failure));
    }

    private static String known(UnrecognizedPropertyException failure) {
        return failure.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }

    static BoardException at(String pointer, String detail) {
        return BoardException.invalid(List.of(new BoardException.Fault(pointer, detail)));
    }

    /** Returns the parser's message with its place, but without the source of the input. */
    private static String messageOf(JsonProcessingException failure) {
        var message = ORIGIN.matcher(failure.getOriginalMessage()).replaceAll("");
        var place = failure.getLocation();
        return place == null
                ? message
                : message + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(part -> "/"
                        + (part.getFieldName() == null
                                ? String.valueOf(part.getIndex())
                                : escaped(part.getFieldName())))
                .collect(Collectors.joining());
    }

    private static String shape(Class<?> type) {
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return type.isRecord() ? "a JSON object" : "a string";
    }
}

package banyan.core.web;

import banyan.core.BoardException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests: JSON to the letter, as a record whose constructor looks at the values. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonInput implements MessageBodyReader<Record> {
    /** The longest body. */
    public static final int OCTETS = 65_536;

    /** What an empty body means: then it is the fields that are missing. */
    private static final byte[] EMPTY = {'{', '}'};

    private static final Pattern ORIGIN =
            Pattern.compile(" ?\\(start marker at \\[Source: [^\\]]*+\\]\\)| ?(?:at )?\\[Source: [^\\]]*+\\]");

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, JsonInput::refuseOtherShapes)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(OCTETS)
                        .maxNestingDepth(10)
                        .build());
    }

    /**
     * The body of a request that has to have one: JAX-RS gives null for none.
     *
     * @throws BoardException INVALID if there is none
     */
    public static <T extends Record> T given(@Nullable T input) {
        if (input == null) {
            throw fault("", "has to be a JSON object");
        }
        return input;
    }

    private static void refuseOtherShapes(MutableCoercionConfig config) {
        for (var shape : List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var octets = body.readNBytes(OCTETS + 1);
        if (octets.length > OCTETS) {
            throw new ClientErrorException(413);
        }
        return read(octets, type);
    }

    /**
     * The document as a record.
     *
     * @param octets in UTF-8; none mean an empty object
     * @throws BoardException INVALID, with the fault's pointer, if that is not what it is
     */
    public static <T extends Record> T read(byte[] octets, Class<T> type) throws IOException {
        try {
            var tree = MAPPER.readTree(octets.length == 0 ? EMPTY : octets);
            refuseNulls(tree);
            return MAPPER.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            throw fault(
                    pointer(e),
                    "is not known here; known are "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        } catch (MismatchedInputException e) {
            throw fault(pointer(e), "has to be " + Shape.of(e.getTargetType()));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof BoardException known) {
                throw known;
            }
            throw fault(pointer(e), "cannot be read: " + told(e));
        } catch (JsonProcessingException e) {
            throw fault("", "is no JSON document in UTF-8: " + told(e));
        }
    }

    /** A field that is left out keeps its value, or has the usual one. None can be taken away, which is what null asks for. */
    private static void refuseNulls(JsonNode tree) {
        if (!tree.isObject()) {
            throw fault("", "has to be a JSON object");
        }
        tree.properties().stream()
                .filter(field -> field.getValue().isNull())
                .findFirst()
                .ifPresent(field -> {
                    throw fault("/" + escaped(field.getKey()), "has to have a value, or to be left out");
                });
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }

    private static BoardException fault(String pointer, String detail) {
        return BoardException.invalid(List.of(new BoardException.Fault(pointer, detail)));
    }

    /** What the parser says, without its own hints at where its input came from. */
    private static String told(JsonProcessingException failure) {
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

    /** What a field has to look like in JSON. */
    private static final class Shape {
        static String of(Class<?> type) {
            if (type == Boolean.class || type == boolean.class) {
                return "true or false";
            }
            if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
                return "a whole number";
            }
            return type.isRecord() ? "a JSON object" : "a string";
        }
    }
}

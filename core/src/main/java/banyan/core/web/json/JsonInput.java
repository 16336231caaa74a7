package banyan.core.web.json;

import banyan.core.BoardException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
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
import org.jspecify.annotations.Nullable;

/** Reads JSON request bodies strictly, as records whose constructors validate the values. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonInput implements MessageBodyReader<Record> {
    /** The maximum size of a body. */
    public static final int MAX_BYTES = 65_536;

    /** The meaning of an empty body: an object whose fields are missing. */
    private static final byte[] EMPTY = {'{', '}'};

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, JsonInput::rejectOtherShapes)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MAX_BYTES)
                        .maxNestingDepth(10)
                        .build());
    }

    /**
     * Returns the body of a request that needs one: JAX-RS gives null for none.
     *
     * @throws BoardException INVALID without a body
     */
    public static <T extends Record> T given(@Nullable T input) {
        if (input == null) {
            throw JsonFaults.at("", "has to be a JSON object");
        }
        return input;
    }

    private static void rejectOtherShapes(MutableCoercionConfig config) {
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
        var bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ClientErrorException(413);
        }
        return read(bytes, type);
    }

    /**
     * Reads a document as a record.
     *
     * @param bytes in UTF-8; no bytes mean an empty object
     * @throws BoardException INVALID, with the pointer of the fault, if the document does not match
     */
    public static <T extends Record> T read(byte[] bytes, Class<T> type) throws IOException {
        try {
            var tree = MAPPER.readTree(bytes.length == 0 ? EMPTY : bytes);
            rejectNulls(tree);
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw JsonFaults.of(e);
        }
    }

    /** Rejects nulls. An omitted field keeps its value or gets its default, and no field can be removed. */
    private static void rejectNulls(JsonNode tree) {
        if (!tree.isObject()) {
            throw JsonFaults.at("", "has to be a JSON object");
        }
        tree.properties().stream()
                .filter(field -> field.getValue().isNull())
                .findFirst()
                .ifPresent(field -> {
                    throw JsonFaults.at(
                            "/" + JsonFaults.escaped(field.getKey()), "has to have a value or to be omitted");
                });
    }
}

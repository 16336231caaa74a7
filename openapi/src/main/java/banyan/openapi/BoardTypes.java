package banyan.openapi;

import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import banyan.core.web.params.FeedId;
import banyan.core.web.params.FeedPosition;
import banyan.core.web.params.Id;
import banyan.core.web.params.IdempotencyKey;
import banyan.core.web.params.LongPoll;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the board's own types in JSON and in requests, with the bounds that their constructors check. */
@SuppressWarnings("rawtypes") // as in the interface
final class BoardTypes implements ModelConverter {
    private static final long MAX_ID = 999_999_999_999_999_999L;

    private static final String UUID_PATTERN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    private final Map<String, Class<?>> records = new TreeMap<>();

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        var schema = boardType(raw);
        if (schema.isPresent()) {
            return schema.get();
        }
        if (raw.isRecord()) {
            records.put(raw.getSimpleName(), raw);
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** Adds the required members to the schema of each record, and excludes other members. */
    void complete(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> Optional.ofNullable(records.get(name))
                .ifPresent(type -> Members.of(type).complete(schema)));
    }

    private static Optional<Schema> boardType(Class<?> type) {
        if (type == Id.class) {
            return Optional.of(number(1, MAX_ID));
        }
        if (type == FeedPosition.class) {
            return Optional.of(number(0, MAX_ID));
        }
        if (type == FeedId.class) {
            return Optional.of(text().format("uuid").pattern(UUID_PATTERN));
        }
        if (type == PageLimit.class) {
            return Optional.of(number(1, PageLimit.MOST));
        }
        if (type == LongPoll.class) {
            return Optional.of(number(0, LongPoll.MOST));
        }
        if (type == PageCursor.class) {
            return Optional.of(text().pattern("^[A-Za-z0-9_-]+$"));
        }
        if (type == IdempotencyKey.class) {
            return Optional.of(text().pattern("^[!-~]+$").minLength(1).maxLength(255));
        }
        return isReadFromText(type) ? Optional.of(text()) : Optional.empty();
    }

    /** Describes a value without members, such as a password. */
    private static boolean isReadFromText(Class<?> type) {
        return type.getName().startsWith("banyan.")
                && !type.isRecord()
                && type.getConstructors().length == 1
                && type.getConstructors()[0].getParameterCount() == 1
                && type.getConstructors()[0].getParameterTypes()[0] == String.class;
    }

    private static Schema number(long min, long max) {
        return new JsonSchema()
                .typesItem("integer")
                .format("int64")
                .minimum(BigDecimal.valueOf(min))
                .maximum(BigDecimal.valueOf(max));
    }

    private static Schema text() {
        return new JsonSchema().typesItem("string");
    }
}

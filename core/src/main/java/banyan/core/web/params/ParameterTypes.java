package banyan.core.web.params;

import banyan.core.web.paging.PageCursor;
import banyan.core.web.paging.PageLimit;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts parameters to the board's own types. Without it, JAX-RS treats an invalid empty parameter as absent. */
@Provider
public final class ParameterTypes implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, ?>> TYPES = Map.of(
            PageCursor.class, PageCursor::fromString,
            FeedId.class, FeedId::fromString,
            Id.class, Id::fromString,
            IdempotencyKey.class, IdempotencyKey::fromString,
            PageLimit.class, PageLimit::fromString,
            FeedPosition.class, FeedPosition::fromString,
            LongPoll.class, LongPoll::fromString);

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        var parser = TYPES.get(type);
        return parser == null ? null : new Converter<>(type, parser);
    }

    private record Converter<T>(Class<T> type, Function<String, ?> parser) implements ParamConverter<T> {
        @Override
        public @Nullable T fromString(@Nullable String text) {
            return text == null ? null : type.cast(parser.apply(text));
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}

package banyan.core.database;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds {@code long} arguments, which nearly every statement has. JDBI tries its own dozen factories one by one for
 * each statement, and those of numbers last; a registered factory comes first.
 */
final class LongArgumentFactory implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return type == Long.class ? Optional.of(value -> argument((Long) value)) : Optional.empty();
    }

    private static Argument argument(long value) {
        return (position, statement, context) -> statement.setLong(position, value);
    }
}

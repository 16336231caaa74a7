package banyan.core.database;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds the numbers that nearly every statement is asked with. JDBI asks its own dozen of factories one by one, anew for each
 * statement, and comes to those of numbers last; who is registered is asked first.
 */
final class LongArgumentFactory implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return type == Long.class ? Optional.of(key -> argument((Long) key)) : Optional.empty();
    }

    private static Argument argument(long key) {
        return (position, statement, context) -> statement.setLong(position, key);
    }
}

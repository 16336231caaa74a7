package banyan.core;

import java.util.function.Supplier;
import javax.sql.DataSource;

/** The services of the launcher for one module. */
public interface ModuleContext {
    /** Returns connections to the module's own database. The launcher closes them after the module. */
    DataSource dataSource();

    /** Returns the first contents of a new, empty database. */
    Seed seed();

    /**
     * Returns access to a port of another module, wherever that module is hosted. Each call has to resolve the port
     * again, because the other module may move.
     *
     * @param port the interface of {@code banyan.core} that the other module implements
     * @return supplies the port, or fails as {@link BoardException.Kind#UNAVAILABLE} while the other module is not
     *     available
     */
    <P> Supplier<P> port(Class<P> port);
}

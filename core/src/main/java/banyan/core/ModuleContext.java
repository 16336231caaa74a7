package banyan.core;

import java.util.function.Supplier;
import javax.sql.DataSource;

/** What the launcher gives to one module. */
public interface ModuleContext {
    /** The database that is this module's own. Closed by the launcher, after the module. */
    DataSource dataSource();

    /** What a new, empty database is to be filled with. */
    Seed seed();

    /**
     * The way to ask another module, wherever it is: to be resolved anew for each call, as its place may change.
     *
     * @param port the interface of {@code banyan.core} that the other module answers
     * @return gives the port, or fails as {@link BoardException.Kind#UNAVAILABLE} while nobody answers it
     */
    <P> Supplier<P> port(Class<P> port);
}

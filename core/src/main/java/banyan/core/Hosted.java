package banyan.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An open module.
 *
 * @param resources JAX-RS resources and providers, served under the module's path
 * @param ports the implementation of each port
 * @param data the module's data; empty for a module without data
 * @param running background work, which the launcher closes in reverse order before the database
 * @param commands the implementations of {@link BoardModule#commands()}, by name
 */
public record Hosted(
        Set<Object> resources,
        Map<Class<?>, Object> ports,
        Optional<DataStore> data,
        List<AutoCloseable> running,
        Map<String, Command> commands) {
    public Hosted {
        resources = Set.copyOf(resources);
        ports = Map.copyOf(ports);
        running = List.copyOf(running);
        commands = Map.copyOf(commands);
        ports.forEach((port, implementation) -> {
            if (!port.isInstance(implementation)) {
                throw new IllegalArgumentException(implementation + " does not implement " + port.getName());
            }
        });
    }

    /** Creates a module without background work. */
    public Hosted(Set<Object> resources, Map<Class<?>, Object> ports, Optional<DataStore> data) {
        this(resources, ports, data, List.of());
    }

    /** Creates a module without commands. */
    public Hosted(
            Set<Object> resources, Map<Class<?>, Object> ports, Optional<DataStore> data, List<AutoCloseable> running) {
        this(resources, ports, data, running, Map.of());
    }

    /**
     * Returns the lineage of the current data; empty for a module without data.
     *
     * @throws BoardException UNAVAILABLE if the database is unreachable
     */
    public Optional<Lineage> lineage() {
        return data.map(DataStore::lineage);
    }

    /** Returns the id of the current data; empty for a module without data. */
    public Optional<UUID> storeId() {
        return data.map(DataStore::storeId);
    }
}

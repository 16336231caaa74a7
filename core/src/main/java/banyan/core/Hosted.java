package banyan.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A module that has been opened.
 *
 * @param resources JAX-RS resources and providers, served under the module's path
 * @param ports for each port that this module answers, the answering object
 * @param data what it keeps; empty for a module that keeps nothing
 * @param running what goes on in the background, to be closed in reverse before the database is
 * @param commands what {@link BoardModule#commands()} offers, by name
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
        ports.forEach((port, answer) -> {
            if (!port.isInstance(answer)) {
                throw new IllegalArgumentException(answer + " does not answer " + port.getName());
            }
        });
    }

    /** A module with nothing in the background. */
    public Hosted(Set<Object> resources, Map<Class<?>, Object> ports, Optional<DataStore> data) {
        this(resources, ports, data, List.of());
    }

    /** A module that offers operators nothing. */
    public Hosted(
            Set<Object> resources, Map<Class<?>, Object> ports, Optional<DataStore> data, List<AutoCloseable> running) {
        this(resources, ports, data, running, Map.of());
    }

    /**
     * Which data it serves now; empty for a module that keeps none.
     *
     * @throws BoardException UNAVAILABLE if its database cannot be reached
     */
    public Optional<Lineage> lineage() {
        return data.map(DataStore::lineage);
    }

    /** Identifies the data that it serves now; empty for a module that keeps none. */
    public Optional<UUID> storeId() {
        return data.map(DataStore::storeId);
    }
}

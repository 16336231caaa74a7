package banyan.launcher.hosting;

import banyan.core.BoardException;
import banyan.launcher.process.ExitException;
import banyan.launcher.remote.Peers;
import banyan.launcher.remote.ports.RemotePorts;
import banyan.launcher.slots.Slots;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports of all modules: an object of this process or, where the module's slot says so, a client of another process. */
public final class Ports {
    private final Slots slots;
    private final Peers peers;
    private final Map<Class<?>, Object> open = new ConcurrentHashMap<>();

    public Ports(Slots slots, Peers peers) {
        this.slots = slots;
        this.peers = peers;
    }

    /**
     * Adds the ports of a module that is open: all of them, or none.
     *
     * @throws ExitException if another module has one of these ports already
     */
    synchronized void add(Map<Class<?>, Object> ports) {
        ports.forEach((port, implementation) -> rejectSecond(port, implementation, open.get(port)));
        open.putAll(ports);
    }

    void remove(Map<Class<?>, Object> ports) {
        open.keySet().removeAll(ports.keySet());
    }

    /**
     * The port where its module is now.
     *
     * @throws BoardException UNAVAILABLE while the module is nowhere
     */
    <P> P get(Class<P> port) {
        var module = module(port);
        var place = slots.of(module).flatMap(slot -> slot.route().main());
        if (place.isPresent() && !place.get().isHere()) {
            return RemotePorts.of(port, peers.at(place.get().address().orElseThrow()));
        }
        var implementation = open.get(port);
        if (implementation == null) {
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The module " + module + " is not hosted here, but this operation requires it.");
        }
        return port.cast(implementation);
    }

    /** The package of a port has the name of the module that it belongs to. */
    private static String module(Class<?> port) {
        return port.getPackageName().substring(port.getPackageName().lastIndexOf('.') + 1);
    }

    private static void rejectSecond(Class<?> port, Object implementation, @Nullable Object other) {
        if (other != null) {
            var both = Stream.of(implementation, other)
                    .map(module -> module.getClass().getModule().getName())
                    .sorted()
                    .collect(Collectors.joining(" and "));
            throw ExitException.failure(
                    both + " both provide the port " + port.getSimpleName() + ": host only one of them");
        }
    }
}

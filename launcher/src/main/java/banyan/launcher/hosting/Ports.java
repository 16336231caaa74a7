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

/** Who answers each port: somebody in this process or, where the module's slot says so, another process. */
public final class Ports {
    private final Slots slots;
    private final Peers peers;
    private final Map<Class<?>, Object> answering = new ConcurrentHashMap<>();

    public Ports(Slots slots, Peers peers) {
        this.slots = slots;
        this.peers = peers;
    }

    /**
     * All of them, or none.
     *
     * @throws ExitException if another module answers one of them already
     */
    synchronized void answer(Map<Class<?>, Object> ports) {
        ports.forEach((port, answer) -> refuseTwo(port, answer, answering.get(port)));
        answering.putAll(ports);
    }

    void silence(Map<Class<?>, Object> ports) {
        answering.keySet().removeAll(ports.keySet());
    }

    /**
     * Who answers a port now: somebody in this process, or another process.
     *
     * @throws BoardException UNAVAILABLE while nobody answers
     */
    <P> P ask(Class<P> port) {
        var module = module(port);
        var place = slots.of(module).flatMap(slot -> slot.route().main());
        if (place.isPresent() && !place.get().isHere()) {
            return RemotePorts.of(port, peers.at(place.get().address().orElseThrow()));
        }
        var answer = answering.get(port);
        if (answer == null) {
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The module " + module + " is not hosted here, and this needs to ask it.");
        }
        return port.cast(answer);
    }

    /** A port's package is named after the module that answers it. */
    private static String module(Class<?> port) {
        return port.getPackageName().substring(port.getPackageName().lastIndexOf('.') + 1);
    }

    private static void refuseTwo(Class<?> port, Object answer, @Nullable Object other) {
        if (other != null) {
            var both = Stream.of(answer, other)
                    .map(module -> module.getClass().getModule().getName())
                    .sorted()
                    .collect(Collectors.joining(" and "));
            throw ExitException.failure(
                    both + " both answer the port " + port.getSimpleName() + ": host only one of them");
        }
    }
}

package banyan.launcher;

import banyan.core.BoardException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who answers each port in this process. */
final class Ports {
    private final Map<Class<?>, Object> answering = new ConcurrentHashMap<>();

    /**
     * All of them, or none.
     *
     * @throws StartException if another module answers one of them already
     */
    void answer(Map<Class<?>, Object> ports) {
        ports.forEach((port, answer) -> refuseTwo(port, answer, answering.get(port)));
        answering.putAll(ports);
    }

    void silence(Map<Class<?>, Object> ports) {
        answering.keySet().removeAll(ports.keySet());
    }

    /**
     * @throws BoardException UNAVAILABLE while nobody answers
     */
    <P> P ask(Class<P> port) {
        var answer = answering.get(port);
        if (answer == null) {
            throw new BoardException(
                    BoardException.Kind.UNAVAILABLE,
                    "The module " + module(port) + " is not hosted here, and this needs to ask it.");
        }
        return port.cast(answer);
    }

    /** A port's package is named after the module that answers it. */
    private static String module(Class<?> port) {
        return port.getPackageName().substring(port.getPackageName().lastIndexOf('.') + 1);
    }

    private static void refuseTwo(Class<?> port, Object answer, @Nullable Object other) {
        if (other != null) {
            throw new StartException("%s and %s both answer the port %s: host only one of them"
                    .formatted(
                            answer.getClass().getModule().getName(),
                            other.getClass().getModule().getName(),
                            port.getSimpleName()));
        }
    }
}

package banyan.launcher;

import banyan.core.BoardException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who answers each port in this process. */
final class Ports {
    private final Map<Class<?>, Object> answering = new ConcurrentHashMap<>();

    void answer(Map<Class<?>, Object> ports) {
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
                    "The module that answers " + port.getSimpleName() + " is not here.");
        }
        return port.cast(answer);
    }
}

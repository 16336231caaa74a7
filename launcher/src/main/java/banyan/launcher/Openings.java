package banyan.launcher;

import banyan.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens modules, each as soon as its database can be reached: one that waits keeps no other one waiting. */
final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final StopSignal stop;
    private final Consumer<String> opening;
    private final Map<String, String> reasons = new HashMap<>();

    /**
     * @param stop is looked at before each attempt, and ends a pause
     * @param opening opens a module whole, or leaves nothing
     */
    Openings(StopSignal stop, Consumer<String> opening) {
        this.stop = stop;
        this.opening = opening;
    }

    /**
     * Returns when all are open.
     *
     * @throws StoreException if a database cannot be used, and that will not pass
     */
    void open(Collection<String> modules) {
        var waiting = new ArrayList<>(modules);
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            waiting.removeIf(this::isOpened);
            if (waiting.isEmpty()) {
                return;
            }
            stop.pause(pause);
        }
    }

    private boolean isOpened(String module) {
        stop.check();
        try {
            opening.accept(module);
            return true;
        } catch (StoreException e) {
            if (!e.passes()) {
                throw e;
            }
            if (!Objects.equals(reasons.put(module, e.line()), e.line())) {
                LOG.warn("{} waits. {}", module, e.line());
            }
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}

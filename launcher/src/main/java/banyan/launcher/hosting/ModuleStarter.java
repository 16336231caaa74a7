package banyan.launcher.hosting;

import banyan.core.BoardException;
import banyan.core.database.StoreException;
import banyan.launcher.process.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens modules, each as soon as its database can be reached. A module that waits does not delay the others. */
public final class ModuleStarter {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleStarter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final StopSignal stop;
    private final Consumer<String> opening;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /**
     * @param stop is checked before each attempt, and ends a pause
     * @param opening opens a module completely, or leaves nothing open
     */
    public ModuleStarter(StopSignal stop, Consumer<String> opening) {
        this.stop = stop;
        this.opening = opening;
    }

    /**
     * Opens the modules at the same time, and returns when all are open.
     *
     * @throws StoreException if a database cannot be used, and another attempt would not help
     */
    public void open(Collection<String> modules) {
        var waiting = new ArrayList<>(modules);
        var threads = Executors.newCachedThreadPool(task -> new Thread(task, "opening"));
        try {
            for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
                waiting.removeAll(opened(waiting, threads));
                if (waiting.isEmpty()) {
                    return;
                }
                stop.pause(pause);
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Returns the modules that are open now. A failure is thrown when all attempts have ended. */
    private List<String> opened(List<String> modules, ExecutorService threads) {
        stop.check();
        var attempts = new TreeMap<String, Future<Boolean>>();
        modules.forEach(module -> attempts.put(module, threads.submit(() -> isOpened(module))));
        var opened = new ArrayList<String>();
        var failures = new ArrayList<Throwable>();
        attempts.forEach((module, attempt) -> {
            if (isSuccess(attempt, failures)) {
                opened.add(module);
            }
        });
        throwFirst(failures);
        return opened;
    }

    private static boolean isSuccess(Future<Boolean> attempt, List<Throwable> failures) {
        try {
            return attempt.get();
        } catch (ExecutionException e) {
            failures.add(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new StopSignal.Stopped());
        }
        return false;
    }

    private static void throwFirst(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        var first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) first; // an opening throws no checked exception
    }

    private boolean isOpened(String module) {
        try {
            opening.accept(module);
            return true;
        } catch (StoreException e) {
            if (!e.isTransient()) {
                throw e;
            }
            waits(module, e.line());
        } catch (BoardException e) {
            if (e.kind() != BoardException.Kind.UNAVAILABLE) {
                throw e;
            }
            waits(module, e.detail()); // its database was reached, and lost again
        }
        return false;
    }

    private void waits(String module, String reason) {
        if (!Objects.equals(reasons.put(module, reason), reason)) {
            LOG.warn("{} waits. {}", module, reason);
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}

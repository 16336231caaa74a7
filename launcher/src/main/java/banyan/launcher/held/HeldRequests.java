package banyan.launcher.held;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.web.json.JsonInput;
import banyan.launcher.slots.Slot;
import banyan.launcher.slots.Slots;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps requests that were refused because the data of their module have moved, until the slot of the module changes: then each
 * is handled again, as if it had just arrived. Nothing was done for a refused request, so this is safe for each method. No
 * thread waits. The number of the requests and their bytes are bounded.
 */
public final class HeldRequests implements AutoCloseable {
    /** Held at once, of all modules. */
    public static final int MOST = 256;

    /** The age at which a request gets the refusal as its response. */
    private static final Duration OLDEST = Duration.ofSeconds(5);

    /** A request is handled again after this time too: another process may have changed the role of a shared database. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** One in so many bytes of the heap is for held requests, and as much as one request needs. */
    private static final int SHARE_OF_HEAP = 16;

    private static final Logger LOG = LoggerFactory.getLogger(HeldRequests.class);

    private final Slots slots;
    private final Duration oldest;
    private final Duration retry;
    private final Set<HeldRequest> held = ConcurrentHashMap.newKeySet();
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final Room room = new Room(
            MOST,
            Math.max(
                    HeldRequest.HEAD + JsonInput.MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));

    /** Continues all requests, on one thread, which starts with the first of them. */
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, HeldRequests::thread);

    private volatile boolean isDraining;

    public HeldRequests(Slots slots) {
        this(slots, OLDEST, RETRY);
    }

    /**
     * @param oldest the age at which a request gets the refusal
     * @param retry the time after which it is handled again
     */
    HeldRequests(Slots slots, Duration oldest, Duration retry) {
        this.slots = slots;
        this.oldest = oldest;
        this.retry = retry;
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        clock.setRemoveOnCancelPolicy(true);
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // after the end of all connections
        slots.addListener(this::release);
    }

    /**
     * Holds a refused request. Its response is written later, on other threads.
     *
     * @param decided the slot of the module when it was decided where the request goes
     * @param response with nothing written to it, suspended or not
     */
    public void hold(String module, Slot decided, Response response) {
        var request = new HeldRequest(module, decided, response);
        request.suspend(() -> end(request, Outcome.GONE));
        var left = request.left(oldest);
        if (left.isZero() || left.isNegative()) {
            endSoon(request, Outcome.EXPIRED);
        } else if (isDraining) {
            endSoon(request, Outcome.DRAINED);
        } else if (room.enter(request.bytes())) {
            keep(request, left);
        } else {
            endSoon(request, Outcome.REJECTED);
        }
    }

    /** A change that came before the request is here has not released it. */
    private void keep(HeldRequest request, Duration left) {
        held.add(request);
        if (request.isOver()) {
            leave(request);
        } else if (isDraining) {
            endSoon(request, Outcome.DRAINED);
        } else if (slots.of(request.module()).filter(request::isOutdated).isPresent()) {
            endSoon(request, Outcome.REPEATED);
        } else {
            boolean isLast = left.compareTo(retry) <= 0;
            var outcome = isLast ? Outcome.EXPIRED : Outcome.REPEATED;
            var wait = isLast ? left : retry;
            request.timeout(clock.schedule(() -> endSafely(request, outcome), wait.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private void release(String module) {
        endSoon(request -> request.module().equals(module), Outcome.REPEATED);
    }

    /** Ends the wait of all requests, also of later ones. */
    public void end() {
        isDraining = true;
        endSoon(request -> true, Outcome.DRAINED);
    }

    /** The number of requests that are held now. */
    public int number() {
        return room.taken();
    }

    /** The number of waits that have ended, by outcome. */
    public SortedMap<String, Long> outcomes() {
        var numbers = new TreeMap<String, Long>();
        outcomes.forEach((outcome, number) -> numbers.put(outcome.label(), number.sum()));
        return numbers;
    }

    private void endSoon(Predicate<HeldRequest> which, Outcome outcome) {
        held.stream().filter(which).forEach(request -> endSoon(request, outcome));
    }

    /** The thread that refuses a request, or changes a slot, may not handle requests. */
    private void endSoon(HeldRequest request, Outcome outcome) {
        clock.execute(() -> endSafely(request, outcome));
    }

    private void endSafely(HeldRequest request, Outcome outcome) {
        try {
            end(request, outcome);
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("A held request could not be continued", e);
            request.breakOff();
        }
    }

    private void end(HeldRequest request, Outcome outcome) {
        if (!request.end()) {
            return;
        }
        leave(request);
        Objects.requireNonNull(outcomes.get(outcome)).increment();
        switch (outcome) {
            case REPEATED -> request.repeat();
            case GONE -> {}
            default -> request.fail(new BoardException(BoardException.Kind.NOT_HOME, outcome.detail(request.module())));
        }
    }

    private void leave(HeldRequest request) {
        if (held.remove(request)) {
            room.leave(request.bytes());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "held-requests");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

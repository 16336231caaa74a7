package banyan.launcher.remote;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * On whose behalf a thread works: whose trace it is part of, and until when an answer is of use.
 *
 * @param trace what the request is part of
 * @param deadline of {@link System#nanoTime()}
 * @param hops how many launchers it has come through
 */
public record CallContext(Trace trace, long deadline, int hops) {
    /** What is done for somebody. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** How many milliseconds the one who asks still waits; each launcher passes on what is left. */
    public static final String TIME_LEFT = "Banyan-Time-Left";

    /** How many launchers a request has come through. More than {@link #MOST_HOPS} is a circle. */
    public static final String HOPS = "Banyan-Hops";

    public static final int MOST_HOPS = 4;

    /** Which process looks for one that could get requests of its own: it is not to be led back to itself. */
    public static final String ASKING = "Banyan-Asking";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,9}");
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    /** Somebody who asks now, and has as long as anybody. */
    public static CallContext fresh(Trace trace) {
        return new CallContext(trace, System.nanoTime() + LONGEST.toNanos(), 0);
    }

    /**
     * Whoever sent a request with these headers. What they say can only shorten the time, and end a circle.
     *
     * @param hops 0 to {@link #MOST_HOPS}
     */
    public static CallContext of(@Nullable String traceparent, @Nullable String hops, @Nullable String timeLeft) {
        var longest = LONGEST;
        if (timeLeft != null && MILLISECONDS.matcher(timeLeft).matches()) {
            var left = Duration.ofMillis(Long.parseLong(timeLeft));
            longest = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        }
        return new CallContext(
                Trace.of(traceparent),
                System.nanoTime() + longest.toNanos(),
                hops == null ? 0 : Integer.parseInt(hops));
    }

    /** Who this thread works for: nobody but itself, unless it is told otherwise. */
    static CallContext current() {
        var caller = CURRENT.get();
        return caller == null ? fresh(Trace.fresh()) : caller;
    }

    /** Does the work on behalf of this one. */
    public void during(Task work) throws Exception {
        CURRENT.set(this);
        MDC.put(Trace.LOGGED, trace.id());
        try {
            work.run();
        } finally {
            CURRENT.remove();
            MDC.remove(Trace.LOGGED);
        }
    }

    /** The time that is left, and no more than this. */
    public Duration left(Duration most) {
        var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }
}

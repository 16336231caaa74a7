package banyan.launcher.remote;

import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The caller on whose behalf a thread works: its trace, and the time until which it waits for the response.
 *
 * @param trace that the request is part of
 * @param deadline of {@link System#nanoTime()}
 * @param hops the number of launchers that have forwarded the request
 */
public record CallContext(Trace trace, long deadline, int hops) {
    /** Work on behalf of a caller. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** Milliseconds that the caller still waits; each launcher forwards the time that is left. */
    public static final String TIME_LEFT = "Banyan-Time-Left";

    /** The number of launchers that have forwarded the request. More than {@link #MOST_HOPS} is a loop. */
    public static final String HOPS = "Banyan-Hops";

    public static final int MOST_HOPS = 4;

    /** The process that probes where its own requests would go, to find loops that lead back to it. */
    public static final String ASKING = "Banyan-Asking";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern HOPS_DIGIT = Pattern.compile("[0-4]");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,9}");
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    /** A caller that has the longest time. */
    public static CallContext fresh(Trace trace) {
        return new CallContext(trace, System.nanoTime() + LONGEST.toNanos(), 0);
    }

    /**
     * The caller of a request with these headers. They can only shorten the time, and end a loop.
     *
     * @param hops 0 to {@link #MOST_HOPS}; any other text counts as a loop
     */
    public static CallContext of(@Nullable String traceparent, @Nullable String hops, @Nullable String timeLeft) {
        var longest = LONGEST;
        if (timeLeft != null && MILLISECONDS.matcher(timeLeft).matches()) {
            var left = Duration.ofMillis(Long.parseLong(timeLeft));
            longest = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        }
        return new CallContext(
                Trace.of(traceparent), System.nanoTime() + longest.toNanos(), hops == null ? 0 : hops(hops));
    }

    private static int hops(String text) {
        return HOPS_DIGIT.matcher(text).matches() ? Integer.parseInt(text) : MOST_HOPS + 1;
    }

    /** Whether a launcher has forwarded the request, or has sent it. Any client can pretend that. */
    public boolean isLauncher() {
        return hops > 0;
    }

    /** Whether the request went through too many launchers. */
    public boolean isInALoop() {
        return hops > MOST_HOPS;
    }

    /** The caller on whose behalf this thread works; a fresh one if there is none. */
    static CallContext current() {
        var caller = CURRENT.get();
        return caller == null ? fresh(Trace.fresh()) : caller;
    }

    /** Works on behalf of this caller. */
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

    /** Adds the headers of a forwarded request or a call: its trace and its hops. */
    public void addTo(HttpFields.Mutable headers) {
        headers.put(Trace.HEADER, trace.parent()).put(HOPS, String.valueOf(hops + 1));
    }

    /** Adds these headers, and the time that is left for the response. */
    public void addTo(HttpFields.Mutable headers, Duration left) {
        addTo(headers);
        headers.put(TIME_LEFT, String.valueOf(left.toMillis()));
    }

    /** The time that is left, and no more than this. */
    public Duration left(Duration most) {
        var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }
}

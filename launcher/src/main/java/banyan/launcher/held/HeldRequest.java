package banyan.launcher.held;

import banyan.core.BoardException;
import banyan.launcher.http.CollectedBody;
import banyan.launcher.http.RequestContext;
import banyan.launcher.slots.Slot;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** One refused request: its response is suspended, and nothing was written to it. */
final class HeldRequest {
    /** Of the head of a request, and of the objects that stand for it. */
    static final int HEAD = 20 * 1024;

    private final String module;
    private final Slot decided;
    private final Response response;
    private final RequestContext context;
    private final int bytes;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable Future<?> timeout;

    /**
     * @param decided the slot of the module when it was decided where the request goes
     */
    HeldRequest(String module, Slot decided, Response response) {
        this.module = module;
        this.decided = decided;
        this.response = response;
        context = RequestContext.of(response.getRequest());
        bytes = HEAD + CollectedBody.length(response.getRequest());
    }

    String module() {
        return module;
    }

    /** The memory that the request keeps, about. */
    int bytes() {
        return bytes;
    }

    /** The time until this age of the request, or until its caller does not wait any more. */
    Duration left(Duration age) {
        var left = age.minusNanos(System.nanoTime() - context.arrival());
        return context.caller().left(left);
    }

    /** Whether the slot has changed since the decision, so that another one may succeed. */
    boolean isOutdated(Slot now) {
        return now.changes() != decided.changes();
    }

    /** Suspends the response. The task is run if the client goes. */
    void suspend(Runnable gone) {
        context.suspend(response, gone);
    }

    /** Sets the task to cancel when the request ends to wait. */
    void timeout(Future<?> task) {
        timeout = task;
        if (isOver.get()) {
            task.cancel(false);
        }
    }

    /** Ends to wait. Returns whether this call did: of several threads, one continues the request. */
    boolean end() {
        boolean isFirst = isOver.compareAndSet(false, true);
        var task = timeout;
        if (isFirst && task != null) {
            task.cancel(false);
        }
        return isFirst;
    }

    boolean isOver() {
        return isOver.get();
    }

    void repeat() {
        context.repeat(response);
    }

    void fail(BoardException failure) {
        context.repeat(response, failure);
    }

    /** Closes the connection: no response can be written. */
    void breakOff() {
        response.getRequest().getContext().getConnection().terminateSilently();
    }
}

package banyan.launcher.http;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;

/** The time between the suspension of a response and its end. One after another, several tasks may wait during this time. */
final class Suspension {
    private static final long NO_TIMEOUT = -1;

    /** The task that is run if the client goes; empty once it has gone. */
    private final AtomicReference<Optional<Runnable>> waiting;

    private Suspension(Runnable waiting) {
        this.waiting = new AtomicReference<>(Optional.of(waiting));
    }

    static Suspension of(Response response, Runnable gone) {
        var suspension = new Suspension(gone);
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                suspension.end();
            }
        });
        return suspension;
    }

    /** Replaces the task that is run if the client goes. If the client has gone, the task is run now. */
    void await(Runnable gone) {
        var before = waiting.getAndUpdate(task -> task.map(same -> gone));
        if (before.isEmpty()) {
            gone.run();
        }
    }

    private void end() {
        waiting.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }
}

package banyan.launcher.http.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for requests of one kind, made when they are needed, and ended when they are idle. */
final class WorkerPool {
    private static final int WAITING = 1024;

    private final FairQueue turns = new FairQueue(WAITING);
    private final ThreadPoolExecutor threads;

    WorkerPool(int most, ThreadFactory factory) {
        threads = new ThreadPoolExecutor(most, most, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** The executor for a request of this client. It runs a request without room in the queue on the caller's thread, to be rejected. */
    Executor of(String client) {
        return request -> {
            var rejected = turns.add(client, request);
            if (rejected.isPresent()) {
                rejected.get().run();
            } else {
                threads.execute(() -> turns.next().run());
            }
        };
    }

    int active() {
        return threads.getActiveCount();
    }

    int waiting() {
        return turns.size();
    }

    void close() {
        threads.shutdownNow();
    }
}

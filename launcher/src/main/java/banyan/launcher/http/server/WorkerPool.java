package banyan.launcher.http.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Some threads for requests of one kind. They are made as they are needed, and end when they are not. */
final class WorkerPool {
    private static final int WAITING = 1024;

    private final FairQueue turns = new FairQueue(WAITING);
    private final ThreadPoolExecutor threads;

    WorkerPool(int most, ThreadFactory factory) {
        threads = new ThreadPoolExecutor(most, most, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** For a request of this client. A request that finds no place, or loses it, is run by the caller instead, to be refused. */
    Executor of(String client) {
        return request -> {
            var refused = turns.add(client, request);
            if (refused.isPresent()) {
                refused.get().run();
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

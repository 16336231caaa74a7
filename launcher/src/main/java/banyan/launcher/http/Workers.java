package banyan.launcher.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which work may block, and the requests that wait for one: both bounded. */
public final class Workers implements Executor, AutoCloseable {
    /** Most of what a request waits for is a processor: more threads than this only get into the compiler's way. */
    private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private static final int WAITING = 1024;

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader loader = Workers.class.getClassLoader();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    /** Threads are made as they are needed, and end when they are not. */
    public Workers() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Each of the few selector threads may still put in one more after having looked: the bound is kept but for these. */
    boolean areFull() {
        return threads.getQueue().size() >= WAITING;
    }

    static boolean isWorker() {
        return Thread.currentThread() instanceof Worker;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Libraries look for their services with the context loader, which no thread of the JDK's own pools would have. */
    private Thread thread(Runnable work) {
        var thread = new Worker(work, "worker-" + number.incrementAndGet());
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        return thread;
    }

    private static final class Worker extends Thread {
        Worker(Runnable work, String name) {
            super(work, name);
        }
    }
}

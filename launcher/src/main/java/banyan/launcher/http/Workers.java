package banyan.launcher.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which work may block, and the requests that wait for one: both bounded. Who reads does not wait behind
 * those who write, and who follows a feed does not wait behind those who read.
 */
public final class Workers implements Executor, AutoCloseable {
    /** Most of what a reader waits for is a processor: more threads than this only get into the compiler's way. */
    private static final int READING = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** A writer waits for its turn, or for that of its password. */
    private static final int WRITING = 16;

    private static final int OPERATORS = 4;

    private static final int WAITING = 1024;

    /** A parameter called {@code wait}, as clients write it or in any percent-encoding (RFC 3986 section 2.1). */
    private static final Pattern WAIT = Pattern.compile("(^|&)(w|%77)(a|%61)(i|%69)(t|%74)([=&]|$)");

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader loader = Workers.class.getClassLoader();
    private final String prefix;
    private final ThreadPoolExecutor reading;
    private final ThreadPoolExecutor writing;
    private final ThreadPoolExecutor following;

    private Workers(String prefix, int reading, int writing) {
        this.prefix = prefix;
        this.reading = threads(reading);
        this.writing = threads(writing);
        following = threads(reading);
    }

    /** Those of the board's port. */
    public static Workers ofBoard() {
        return new Workers("", READING, WRITING);
    }

    /** Those of the operators' port, who have to be able to look and act while the board's are all busy. */
    public static Workers ofOperators() {
        return new Workers("admin-", OPERATORS, OPERATORS);
    }

    /** Does something that is no request. */
    @Override
    public void execute(Runnable work) {
        reading.execute(work);
    }

    /**
     * Those for a request, or null if too many wait for them. Each of the few selector threads may still put in one more
     * after having asked: the bound is kept but for these.
     */
    @Nullable
    Executor of(Method method, @Nullable String query) {
        var threads = isFollowing(method, query) ? following : isReading(method) ? reading : writing;
        return threads.getQueue().size() < WAITING ? threads : null;
    }

    /** Whether such a request may wait for what is not there yet. */
    public static boolean isFollowing(Method method, @Nullable String query) {
        return query != null && isReading(method) && WAIT.matcher(query).find();
    }

    private static boolean isReading(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    static boolean isWorker() {
        return Thread.currentThread() instanceof Worker;
    }

    /**
     * Some of the threads, at one moment.
     *
     * @param active those that answer a request
     * @param waiting requests that wait for one of them
     */
    public record Use(String name, int active, int waiting) {
        private static Use of(String name, ThreadPoolExecutor threads) {
            return new Use(name, threads.getActiveCount(), threads.getQueue().size());
        }
    }

    public Stream<Use> pools() {
        return Stream.of(
                Use.of(prefix + "reading", reading),
                Use.of(prefix + "writing", writing),
                Use.of(prefix + "following", following));
    }

    @Override
    public void close() {
        reading.shutdownNow();
        writing.shutdownNow();
        following.shutdownNow();
    }

    /** Threads are made as they are needed, and end when they are not. */
    private ThreadPoolExecutor threads(int most) {
        var threads =
                new ThreadPoolExecutor(most, most, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Libraries look for their services with the context loader, which no thread of the JDK's own pools would have. */
    private Thread thread(Runnable work) {
        var thread = new Worker(work, prefix + "worker-" + number.incrementAndGet());
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

package banyan.launcher.http.server;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which work may block, and the requests that wait for one: both bounded. Who reads does not wait behind
 * those who write, and who follows a feed does not wait behind those who read.
 */
public final class Workers implements AutoCloseable {
    /** Most of what a reader waits for is a processor: more threads than this only get into the compiler's way. */
    private static final int READING = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** A writer waits for its turn, or for that of its password. */
    private static final int WRITING = 16;

    private static final int OPERATORS = 4;

    /** A parameter called {@code wait}, as clients write it or in any percent-encoding (RFC 3986 section 2.1). */
    private static final Pattern WAIT = Pattern.compile("(^|&)(w|%77)(a|%61)(i|%69)(t|%74)([=&]|$)");

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader loader = Workers.class.getClassLoader();
    private final String prefix;
    private final WorkerPool reading;
    private final WorkerPool writing;
    private final WorkerPool following;

    private Workers(String prefix, int reading, int writing) {
        this.prefix = prefix;
        this.reading = new WorkerPool(reading, this::thread);
        this.writing = new WorkerPool(writing, this::thread);
        following = new WorkerPool(reading, this::thread);
    }

    /** Those of the board's port. */
    public static Workers ofBoard() {
        return new Workers("", READING, WRITING);
    }

    /** Those of the operators' port, who have to be able to look and act while the board's are all busy. */
    public static Workers ofOperators() {
        return new Workers("admin-", OPERATORS, OPERATORS);
    }

    /** Those for a request of this client. */
    Executor of(Method method, @Nullable String query, String client) {
        var threads = isFollowing(method, query) ? following : isReading(method) ? reading : writing;
        return threads.of(client);
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
        private static Use of(String name, WorkerPool threads) {
            return new Use(name, threads.active(), threads.waiting());
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
        reading.close();
        writing.close();
        following.close();
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

package banyan.launcher.http.server;

import banyan.launcher.http.RequestContext;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.Method;

/**
 * The threads for requests that may block, and the queues of requests for them, all bounded. Requests that read do not wait
 * behind requests that write, and long polls have threads of their own.
 */
public final class Workers implements AutoCloseable {
    /** A request that reads mostly waits for a processor: more threads would only slow the compiler down. */
    private static final int READING = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** A request that writes waits for the database, or for the hash of a password. */
    private static final int WRITING = 16;

    private static final int OPERATORS = 4;

    /** A standby waits for changes of its home: one request for each of its modules. */
    private static final int STANDBYS = 16;

    private final AtomicInteger number = new AtomicInteger();
    private final ClassLoader loader = Workers.class.getClassLoader();
    private final String prefix;
    private final WorkerPool reading;
    private final WorkerPool writing;
    private final WorkerPool following;

    private Workers(String prefix, int reading, int writing, int following) {
        this.prefix = prefix;
        this.reading = new WorkerPool(reading, this::thread);
        this.writing = new WorkerPool(writing, this::thread);
        this.following = new WorkerPool(following, this::thread);
    }

    /** The threads of the board's port. */
    public static Workers ofBoard() {
        return new Workers("", READING, WRITING, READING);
    }

    /** The threads of the admin port, so that operators can look and act while those of the board are busy. */
    public static Workers ofOperators() {
        return new Workers("admin-", OPERATORS, OPERATORS, STANDBYS);
    }

    /** The threads for this request. Clients take turns. */
    Executor of(RequestContext request) {
        var threads = request.isLongPoll() ? following : isReading(request.method()) ? reading : writing;
        return threads.of(request.clientNetwork());
    }

    private static boolean isReading(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    static boolean isWorker() {
        return Thread.currentThread() instanceof Worker;
    }

    /**
     * The use of one pool at one moment.
     *
     * @param active threads that handle a request
     * @param waiting requests in the queue
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

    /** Libraries look services up with the context class loader, which threads of the JDK's own pools do not have. */
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

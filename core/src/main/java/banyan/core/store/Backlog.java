package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.FatalError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work that may be of any size in small steps, each a transaction of its own, and lets others write between them. What
 * is left to do is kept in the database: after a death at any step, the next process goes on, or another one that runs.
 */
public final class Backlog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** What another process has left undone is noticed after that time. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

    private final Database database;
    private final String name;
    private final Function<Handle, Boolean> isLeft;
    private final Predicate<WriteTransaction> step;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Backlog(
            Database database, String name, Function<Handle, Boolean> isLeft, Predicate<WriteTransaction> step) {
        this.database = database;
        this.name = name;
        this.isLeft = isLeft;
        this.step = step;
        thread = new Thread(this::run, database.module() + "-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Backlog.class.getClassLoader());
    }

    /**
     * Begins with what is left, and goes on until it is closed.
     *
     * @param name for its thread and the log
     * @param isLeft whether there is something to do
     * @param step does a little, and returns whether there was something to do
     */
    public static Backlog start(
            Database database, String name, Function<Handle, Boolean> isLeft, Predicate<WriteTransaction> step) {
        var backlog = new Backlog(database, name, isLeft, step);
        backlog.thread.start();
        return backlog;
    }

    /** Something may be left to do once the change is committed, of whose work this is a part. */
    public void add() {
        news.release();
    }

    /** No step is begun after this, and the one that was begun is done. */
    @Override
    public void close() {
        closed.countDown();
        news.release();
        synchronized (this) {
            LOG.debug("{} has ended its {}", database.module(), name);
        }
    }

    /** Nothing that fails ends it: the work would never be done. */
    private void run() {
        var pause = Duration.ZERO;
        while (closed.getCount() > 0) {
            try {
                boolean isNews = isToldWithin(pause);
                pause = isAnythingDone(isNews) ? Duration.ZERO : LOOK;
            } catch (Throwable e) {
                FatalError.check(e);
                pause = pauseAfter(e);
            }
        }
    }

    /** That the database cannot be reached is told elsewhere. Anything else will hardly pass by itself. */
    private Duration pauseAfter(Throwable failure) {
        if (failure instanceof BoardException board && board.kind() == BoardException.Kind.UNAVAILABLE) {
            LOG.debug("{} cannot go on with its {} now", database.module(), name, failure);
            return SHORT_PAUSE;
        }
        LOG.warn("{} cannot go on with its {}, and tries again in a minute", database.module(), name, failure);
        return LONG_PAUSE;
    }

    /** Whoever has told of something has the turn to write. So a step comes after that, and a look might come before. */
    private boolean isAnythingDone(boolean isNews) {
        return (isNews || database.read(isLeft)) && isStepDone();
    }

    private boolean isStepDone() {
        synchronized (this) {
            return closed.getCount() > 0 && database.write(step::test);
        }
    }

    private boolean isToldWithin(Duration pause) throws InterruptedException {
        boolean isTold = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return isTold;
    }
}

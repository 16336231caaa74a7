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
 * Does work of any size in small steps, each in its own transaction, so that other writers get turns between them. The
 * database stores what remains: after a crash at any step, the next process continues, or another running one.
 */
public final class Backlog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** The interval of checks for work that another process has left undone. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

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
        database.addRoleListener(role -> add());
        thread = new Thread(this::run, database.module() + "-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Backlog.class.getClassLoader());
    }

    /**
     * Starts with the remaining work, and continues until {@link #close}.
     *
     * @param name for the thread and the log
     * @param isLeft returns whether work remains
     * @param step does a little work, and returns whether there was any
     */
    public static Backlog start(
            Database database, String name, Function<Handle, Boolean> isLeft, Predicate<WriteTransaction> step) {
        var backlog = new Backlog(database, name, isLeft, step);
        backlog.thread.start();
        return backlog;
    }

    /** Says that work may exist once the current transaction, which creates it, has committed. */
    public void add() {
        news.release();
    }

    /** Stops. A running step ends first, and no step starts after this returns. */
    @Override
    public void close() {
        closed.countDown();
        news.release();
        synchronized (this) {
            LOG.debug("{} has stopped its {}", database.module(), name);
        }
    }

    /** Runs until {@link #close}. No failure ends it, because the work would never be done. */
    private void run() {
        var pause = Duration.ZERO;
        while (closed.getCount() > 0) {
            try {
                boolean isNotified = awaitNews(pause);
                pause = isWorkDone(isNotified) ? Duration.ZERO : CHECK_INTERVAL;
            } catch (Throwable e) {
                FatalError.check(e);
                pause = pauseAfter(e);
            }
        }
    }

    /**
     * Returns the pause after a failure. An unreachable database is reported elsewhere. Any other failure will hardly
     * end soon.
     */
    private Duration pauseAfter(Throwable failure) {
        if (failure instanceof BoardException board && board.isTransient()) {
            LOG.debug("{} cannot continue its {} now", database.module(), name, failure);
            return SHORT_PAUSE;
        }
        LOG.warn("{} cannot continue its {}, and will retry in a minute", database.module(), name, failure);
        return LONG_PAUSE;
    }

    /**
     * Does a step if there is work, at the home of the data. The notifying transaction may still have the write lock: a
     * step waits for its commit, but a check would not.
     */
    private boolean isWorkDone(boolean isNotified) {
        return database.isHome() && (isNotified || database.read(isLeft)) && isStepDone();
    }

    private boolean isStepDone() {
        synchronized (this) {
            return closed.getCount() > 0 && database.writeAlone(step::test);
        }
    }

    /** Waits for news or the pause. At any other database than the home it waits for news: a change of the role is news. */
    private boolean awaitNews(Duration pause) throws InterruptedException {
        boolean isNotified = true;
        if (database.isHome()) {
            isNotified = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            news.acquire();
        }
        news.drainPermits();
        return isNotified;
    }
}

package banyan.core.feed;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.Feed;
import banyan.core.OncePerMinute;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows another module's feed: does what each entry asks for once, in order. How far it has come is kept in this
 * module's own database, in the transaction of what was done, so neither a death nor a second process repeats or skips.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * How long it takes to notice that another process answers no more, and how long it goes on waiting after it was
     * closed: to interrupt a thread that reads would break H2's file.
     */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final String module;
    private final String name;
    private final FeedIntake intake;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final OncePerMinute warnings = new OncePerMinute();
    private final Thread thread;
    private volatile long caughtUp = System.nanoTime();

    private Follower(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer) {
        module = own.module();
        this.name = name;
        intake = new FeedIntake(own, name, feed, consumer, work -> isWritten(own, work));
        thread = new Thread(this::run, module + "-follows-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Follower.class.getClassLoader());
    }

    /**
     * Starts to follow, until it is closed.
     *
     * @param own where the cursor and the effects are kept
     * @param name the name of the module whose feed it is
     * @param feed resolved anew each time, as its place may change; while it fails, nothing is lost
     */
    public static Follower start(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer) {
        var follower = new Follower(own, name, feed, consumer);
        follower.thread.start();
        return follower;
    }

    /** The name of the module that is followed. */
    public String feed() {
        return name;
    }

    /** The last entry that this module has taken in, as far as this process has seen. */
    public long position() {
        return intake.state().cursor().position();
    }

    /** How long ago there was nothing left to take in. Up to 2 s while nothing new comes. */
    public Duration behind() {
        return Duration.ofNanos(System.nanoTime() - caughtUp);
    }

    /** How often this module has read the feed again from its start, in any process. */
    public long rebuilds() {
        return intake.state().replay();
    }

    /** Whether what it derives from the feed is being rebuilt. */
    public boolean isRebuilding() {
        return intake.state().isReplaying();
    }

    /** Nothing is done about any entry after this, and what was being done is done. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            LOG.debug("{} follows {} no more", module, name);
        }
    }

    /** Nothing that fails ends it, but for the whole process: whoever has left would be let in for good. */
    private void run() {
        var pause = Duration.ZERO;
        while (isOpenAfter(pause)) {
            try {
                pause = step() ? Duration.ZERO : longer(pause);
            } catch (Throwable e) {
                FatalError.check(e);
                pause = longer(pause);
                log(e);
            }
        }
    }

    /** Returns whether it can go on at once. */
    private boolean step() {
        var outcome = intake.step(WAIT);
        if (outcome == FeedIntake.Outcome.CAUGHT_UP) {
            caughtUp = System.nanoTime();
        }
        return outcome != FeedIntake.Outcome.BEGUN_AGAIN;
    }

    private boolean isWritten(Database own, Predicate<WriteTransaction> work) {
        synchronized (this) {
            return closed.getCount() > 0 && own.write(work::test);
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** An interruption is nobody's wish: it is closed to end it. */
    private boolean isOpenAfter(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() > 0;
        }
    }

    /** That the other module is not there yet is nothing to report. */
    private void log(Throwable failure) {
        boolean isExpected = failure instanceof BoardException board && board.kind() == BoardException.Kind.UNAVAILABLE;
        if (closed.getCount() == 0 || isExpected || !warnings.isDue()) {
            LOG.debug("{} cannot follow {} now", module, name, failure);
        } else {
            LOG.warn("{} cannot follow {} now, and tries again", module, name, failure);
        }
    }
}

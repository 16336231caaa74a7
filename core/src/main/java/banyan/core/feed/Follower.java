package banyan.core.feed;

import banyan.core.BoardException;
import banyan.core.FatalError;
import banyan.core.Feed;
import banyan.core.OncePerMinute;
import banyan.core.store.Database;
import banyan.core.store.HomeGate;
import banyan.core.store.WriteTransaction;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows another module's feed, and applies each entry once, in order. This module's own database stores the cursor in
 * the same transaction as the effects, so neither a crash nor a second process repeats or skips an entry.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * The pause after a step that has applied the last entry. It lets the next ones come together, because a transaction for
     * each of them costs more than the write that it follows.
     */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /**
     * The wait of each long poll. It bounds the time to notice that another process does not respond, and the time of
     * {@link #close}: an interrupt of the thread would break H2's file.
     */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Database own;
    private final String module;
    private final String name;
    private final FeedIntake intake;
    private final HomeGate home;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final OncePerMinute warnings = new OncePerMinute();
    private final Thread thread;
    private volatile long caughtUp = System.nanoTime();
    private volatile boolean isPassive;

    private Follower(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer) {
        this.own = own;
        module = own.module();
        this.name = name;
        intake = new FeedIntake(own, name, feed, consumer, this::isWritten);
        home = new HomeGate(own);
        own.addListener(new WriteTransaction.Listener() {
            @Override
            public void replicated() {
                home.wake();
            }
        });
        thread = new Thread(this::run, module + "-follows-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Follower.class.getClassLoader());
    }

    /**
     * Starts to follow a feed until {@link #close}.
     *
     * @param own stores the cursor and the effects
     * @param name the name of the followed module
     * @param feed is resolved for each call, because the module may move; while it fails, no entry is lost
     */
    public static Follower start(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer) {
        var follower = new Follower(own, name, feed, consumer);
        follower.thread.start();
        return follower;
    }

    /** Returns the name of the followed module. */
    public String feed() {
        return name;
    }

    /** Returns the position of the last applied entry, as far as this process has seen. */
    public long position() {
        return intake.state().cursor().position();
    }

    /**
     * Returns the time since this module had applied all entries: up to 2 s while no entry is new, and none while another
     * database is the home, which applies them.
     */
    public Duration behind() {
        return isPassive ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - caughtUp);
    }

    /** Returns how often this module has replayed the feed from its start, in any process. */
    public long rebuilds() {
        return intake.state().replay();
    }

    /** Returns whether a rebuild of the derived data is running. */
    public boolean isRebuilding() {
        return intake.state().isReplaying();
    }

    /** Stops. A running transaction ends first, and no entry is applied after this returns. */
    @Override
    public void close() {
        closed.countDown();
        home.close();
        synchronized (this) {
            LOG.debug("{} has stopped following {}", module, name);
        }
    }

    /**
     * Runs until {@link #close}. No failure ends it except one of the whole process: sessions of deleted users would
     * stay valid for ever.
     */
    private void run() {
        var pause = Duration.ZERO;
        while (isOpenAfter(pause)) {
            try {
                pause = step(pause);
            } catch (Throwable e) {
                FatalError.check(e);
                pause = longer(pause);
                log(e);
            }
        }
    }

    /**
     * Does a step at the home of the data. Elsewhere the home does it: the cursor arrives with its rows.
     *
     * @param last the pause before this step
     * @return the pause after it
     */
    private Duration step(Duration last) throws InterruptedException {
        if (own.isHome()) {
            return pauseAfter(intake.step(WAIT), last);
        }
        isPassive = true;
        intake.refresh();
        if (home.await()) {
            caughtUp = System.nanoTime();
            isPassive = false;
        }
        return Duration.ZERO;
    }

    private Duration pauseAfter(FeedIntake.Outcome outcome, Duration last) {
        return switch (outcome) {
            case MORE -> Duration.ZERO;
            case CAUGHT_UP -> {
                caughtUp = System.nanoTime();
                yield GATHERING;
            }
            case IDLE -> {
                caughtUp = System.nanoTime();
                yield Duration.ZERO;
            }
            case RESTARTED -> longer(last);
        };
    }

    private boolean isWritten(Predicate<WriteTransaction> work) {
        synchronized (this) {
            return closed.getCount() > 0 && own.writeAlone(work::test);
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Waits for the pause. Only {@link #close} ends the thread, so an interrupt has no effect. */
    private boolean isOpenAfter(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() > 0;
        }
    }

    /** Logs a failure. It is normal that the other module is not available yet. */
    private void log(Throwable failure) {
        boolean isExpected = failure instanceof BoardException board && board.isTransient();
        if (closed.getCount() == 0 || isExpected || !warnings.isDue()) {
            LOG.debug("{} cannot follow {} now", module, name, failure);
        } else {
            LOG.warn("{} cannot follow {} now, and will retry", module, name, failure);
        }
    }
}

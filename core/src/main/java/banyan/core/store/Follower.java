package banyan.core.store;

import banyan.core.BoardException;
import banyan.core.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows another module's feed: does what each entry asks for once, in order. How far it has come is kept in this
 * module's own database, in the transaction of what was done, so neither a death nor a second process repeats or skips.
 */
public final class Follower implements AutoCloseable {
    /** What an entry means for this module. */
    @FunctionalInterface
    public interface Effect {
        void apply(Change change, Feed.Entry entry);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int AT_ONCE = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * How long it takes to notice that another process answers no more, and how long it goes on waiting after it was
     * closed: to interrupt a thread that reads would break H2's file.
     */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Database own;
    private final String name;
    private final Supplier<? extends Feed> feed;
    private final Effect effect;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile long position;
    private volatile long caughtUp = System.nanoTime();

    private Follower(Database own, String name, Supplier<? extends Feed> feed, Effect effect) {
        this.own = own;
        this.name = name;
        this.feed = feed;
        this.effect = effect;
        thread = new Thread(this::run, own.module() + "-follows-" + name);
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
    public static Follower start(Database own, String name, Supplier<? extends Feed> feed, Effect effect) {
        var follower = new Follower(own, name, feed, effect);
        follower.thread.start();
        return follower;
    }

    /** The name of the module that is followed. */
    public String feed() {
        return name;
    }

    /** The last entry that this module has taken in, as far as this process has seen. */
    public long position() {
        return position;
    }

    /** How long ago there was nothing left to take in. Up to 2 s while nothing new comes. */
    public Duration behind() {
        return Duration.ofNanos(System.nanoTime() - caughtUp);
    }

    /** Nothing is done about any entry after this, and what was being done is done. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            LOG.debug("{} follows {} no more", own.module(), name);
        }
    }

    private void run() {
        var pause = Duration.ZERO;
        while (isOpenAfter(pause)) {
            try {
                step();
                pause = Duration.ZERO;
            } catch (RuntimeException e) {
                pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                log(e);
            }
        }
    }

    private void step() {
        long cursor = own.read(handle -> cursor(handle).orElse(0L));
        var entries = feed.get().changes(cursor, AT_ONCE, WAIT);
        synchronized (this) {
            if (!entries.isEmpty() && closed.getCount() > 0) {
                own.write(change -> applied(change, cursor, entries));
            }
        }
        position = entries.isEmpty() ? cursor : entries.get(entries.size() - 1).position();
        if (entries.size() < AT_ONCE) {
            caughtUp = System.nanoTime();
        }
    }

    /** Another process that follows the same feed into the same database may have been faster. */
    private boolean applied(Change change, long from, List<Feed.Entry> entries) {
        if (cursor(change.handle()).orElse(0L) != from) {
            return false;
        }
        entries.forEach(entry -> effect.apply(change, entry));
        long last = entries.get(entries.size() - 1).position();
        int moved = change.handle().execute("UPDATE feed_cursor SET position = ? WHERE feed = ?", last, name);
        if (moved == 0) {
            change.handle().execute("INSERT INTO feed_cursor (feed, position) VALUES (?, ?)", name, last);
        }
        return true;
    }

    private Optional<Long> cursor(Handle handle) {
        return handle.createQuery("SELECT position FROM feed_cursor WHERE feed = :feed")
                .bind("feed", name)
                .mapTo(Long.class)
                .findOne();
    }

    private boolean isOpenAfter(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** That the other module is not there yet is nothing to report. */
    private void log(RuntimeException failure) {
        boolean isExpected = failure instanceof BoardException board && board.kind() == BoardException.Kind.UNAVAILABLE;
        if (closed.getCount() == 0 || isExpected) {
            LOG.debug("{} cannot follow {} now", own.module(), name, failure);
        } else {
            LOG.warn("{} cannot follow {} now, and tries again", own.module(), name, failure);
        }
    }
}

package banyan.core.feed;

import banyan.core.BoardException;
import banyan.core.Feed;
import banyan.core.OncePerMinute;
import banyan.core.feed.FeedCursors.State;
import banyan.core.store.Database;
import banyan.core.store.WriteTransaction;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps in which a module takes in another one's feed. Where that turns out to be another feed, or the same one after a
 * restore, it is replayed from its start: entries confirm what was derived before, and what none has confirmed at the end
 * goes. Until then all of it stays, so that nobody who has left comes back meanwhile.
 */
final class FeedIntake {
    /** How a step has ended. */
    enum Outcome {
        MORE,
        CAUGHT_UP,
        BEGUN_AGAIN
    }

    /** Writes if that is still wanted, and if the work says that it has written anything. */
    @FunctionalInterface
    interface Turn {
        boolean write(Predicate<WriteTransaction> work);
    }

    private static final Logger LOG = LoggerFactory.getLogger(FeedIntake.class);
    private static final int AT_ONCE = 200;

    /** How long entries are taken in in one transaction. */
    static final Duration TURN = Duration.ofMillis(200);

    private final Database own;
    private final String name;
    private final Supplier<? extends Feed> feed;
    private final FeedConsumer consumer;
    private final Turn turn;
    private final OncePerMinute warnings = new OncePerMinute();
    private volatile State state = FeedCursors.NEW;

    FeedIntake(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer, Turn turn) {
        this.own = own;
        this.name = name;
        this.feed = feed;
        this.consumer = consumer;
        this.turn = turn;
    }

    /** How far it has come, as far as this process has seen. */
    State state() {
        return state;
    }

    /**
     * Takes in the next entries, once there are some or the wait is over.
     *
     * @throws BoardException if the feed cannot be read, or this module cannot write
     */
    Outcome step(Duration wait) {
        var known = own.read(handle -> FeedCursors.find(handle, name));
        state = known;
        Feed.Changes changes;
        try {
            changes = feed.get().changes(known.cursor(), AT_ONCE, known.isReplaying() ? Duration.ZERO : wait);
        } catch (BoardException e) {
            if (e.kind() != BoardException.Kind.GONE) {
                throw e;
            }
            beginAgain(known, e.detail());
            return Outcome.BEGUN_AGAIN;
        }
        return taken(known, changes);
    }

    private Outcome taken(State known, Feed.Changes changes) {
        var entries = changes.entries();
        var start = known.at(new Feed.Cursor(changes.feed(), known.cursor().position()));
        var reached = new State[] {start};
        boolean isAnythingNew = !entries.isEmpty() || !start.equals(known);
        if (isAnythingNew && !turn.write(change -> isApplied(change, known, reached, start, entries))) {
            return Outcome.MORE;
        }
        var next = reached[0];
        state = next;
        if (entries.size() == AT_ONCE || !hasReachedTheEnd(next, entries)) {
            return Outcome.MORE;
        }
        if (next.isReplaying()) {
            sweep(next);
        }
        return Outcome.CAUGHT_UP;
    }

    private static boolean hasReachedTheEnd(State next, List<Feed.Entry> entries) {
        return entries.isEmpty()
                || entries.get(entries.size() - 1).position() == next.cursor().position();
    }

    /** Another process that follows the same feed into the same database may have been faster. */
    private boolean isApplied(
            WriteTransaction change, State known, State[] reached, State start, List<Feed.Entry> entries) {
        if (!find(change).equals(known)) {
            return false;
        }
        reached[0] = applied(change, start, entries);
        return FeedCursors.replace(change, name, known, reached[0]);
    }

    /** As many as there is time for: others wait for their turn to write meanwhile. */
    private State applied(WriteTransaction change, State start, List<Feed.Entry> entries) {
        long begun = System.nanoTime();
        var next = start;
        for (var entry : entries) {
            consumer.apply(change, entry, start.replay());
            next = start.at(new Feed.Cursor(start.cursor().feed(), entry.position()));
            if (System.nanoTime() - begun > TURN.toNanos()) {
                return next;
            }
        }
        return next;
    }

    private void beginAgain(State known, String why) {
        if (turn.write(change -> FeedCursors.replace(change, name, known, known.again())) && warnings.isDue()) {
            LOG.warn(
                    "{} reads the feed of {} again from its start, and rebuilds what it has derived from it: {}",
                    own.module(),
                    name,
                    why);
        }
    }

    /** Each step is a transaction of its own, and what is left of them after a death is done by the next process. */
    private void sweep(State known) {
        for (var sweep : consumer.sweeps()) {
            for (var after = OptionalLong.of(0); after.isPresent(); ) {
                after = swept(known, sweep, after.getAsLong());
            }
        }
        if (turn.write(change -> isCurrent(change, known)
                && FeedCursors.replace(change, name, find(change), find(change).done()))) {
            LOG.info(
                    "{} has rebuilt what it derives from {}, up to {}",
                    own.module(),
                    name,
                    known.cursor().position());
        }
    }

    private OptionalLong swept(State known, Sweep sweep, long after) {
        var last = new OptionalLong[] {OptionalLong.empty()};
        turn.write(change -> {
            if (isCurrent(change, known)) {
                last[0] = sweep.step(change, known.replay(), after);
            }
            return last[0].isPresent();
        });
        return last[0];
    }

    /** Whether no other process has begun again, or has ended what this one does. */
    private boolean isCurrent(WriteTransaction change, State known) {
        var now = find(change);
        return now.isReplaying() && now.replay() == known.replay();
    }

    private State find(WriteTransaction change) {
        return FeedCursors.find(change.handle(), name);
    }
}

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
 * Applies another module's feed in steps. If the feed turns out to be another feed, or the same feed after a restore,
 * the intake replays it from its start. Replayed entries confirm the derived rows, and at the end the intake deletes
 * the unconfirmed rows. All rows stay until then, so that no deleted user gets access meanwhile.
 */
final class FeedIntake {
    /** The outcome of a step. */
    enum Outcome {
        /** There are more entries. */
        MORE,
        /** All entries are applied, some of them in this step. */
        CAUGHT_UP,
        /** There was no new entry. */
        IDLE,
        RESTARTED
    }

    /** Runs a write transaction while the follower is open, and returns whether the work has written anything. */
    @FunctionalInterface
    interface Writer {
        boolean write(Predicate<WriteTransaction> work);
    }

    private static final Logger LOG = LoggerFactory.getLogger(FeedIntake.class);
    private static final int BATCH_SIZE = 200;

    /** The time after which a transaction applies no more entries. */
    static final Duration BATCH_TIME = Duration.ofMillis(200);

    private final Database own;
    private final String name;
    private final Supplier<? extends Feed> feed;
    private final FeedConsumer consumer;
    private final Writer writer;
    private final OncePerMinute warnings = new OncePerMinute();
    private volatile State state = FeedCursors.NEW;

    FeedIntake(Database own, String name, Supplier<? extends Feed> feed, FeedConsumer consumer, Writer writer) {
        this.own = own;
        this.name = name;
        this.feed = feed;
        this.consumer = consumer;
        this.writer = writer;
    }

    /** Returns the last state that this process has seen. */
    State state() {
        return state;
    }

    /** Reads the state that another process has written: the home of the data, or another one of the same database. */
    State refresh() {
        state = own.read(handle -> FeedCursors.find(handle, name));
        return state;
    }

    /**
     * Applies the next entries, once there are some or the wait is over.
     *
     * @throws BoardException if the feed cannot be read, or this module cannot write
     */
    Outcome step(Duration wait) {
        var known = refresh();
        Feed.Changes changes;
        try {
            changes = feed.get().changes(known.cursor(), BATCH_SIZE, known.isReplaying() ? Duration.ZERO : wait);
        } catch (BoardException e) {
            if (e.kind() != BoardException.Kind.GONE) {
                throw e;
            }
            restart(known, e.detail());
            return Outcome.RESTARTED;
        }
        return applyChanges(known, changes);
    }

    private Outcome applyChanges(State known, Feed.Changes changes) {
        var entries = changes.entries();
        var start = known.at(new Feed.Cursor(changes.feed(), known.cursor().position()));
        var reached = new State[] {start};
        boolean isChanged = !entries.isEmpty() || !start.equals(known);
        if (isChanged && !writer.write(transaction -> apply(transaction, known, reached, start, entries))) {
            return Outcome.MORE;
        }
        var next = reached[0];
        state = next;
        if (entries.size() == BATCH_SIZE || !isAtEnd(next, entries)) {
            return Outcome.MORE;
        }
        if (next.isReplaying()) {
            sweep(next);
        }
        return entries.isEmpty() ? Outcome.IDLE : Outcome.CAUGHT_UP;
    }

    private static boolean isAtEnd(State next, List<Feed.Entry> entries) {
        return entries.isEmpty()
                || entries.get(entries.size() - 1).position() == next.cursor().position();
    }

    /** Another process that follows the same feed into the same database may have applied the entries already. */
    private boolean apply(
            WriteTransaction transaction, State known, State[] reached, State start, List<Feed.Entry> entries) {
        if (!find(transaction).equals(known)) {
            return false;
        }
        reached[0] = applyEntries(transaction, start, entries);
        return FeedCursors.replace(transaction, name, known, reached[0]);
    }

    /** Applies as many entries as there is time for: other writers wait meanwhile. */
    private State applyEntries(WriteTransaction transaction, State start, List<Feed.Entry> entries) {
        long began = System.nanoTime();
        var next = start;
        for (var entry : entries) {
            consumer.apply(transaction, entry, start.replay());
            next = start.at(new Feed.Cursor(start.cursor().feed(), entry.position()));
            if (System.nanoTime() - began > BATCH_TIME.toNanos()) {
                return next;
            }
        }
        return next;
    }

    private void restart(State known, String why) {
        if (writer.write(transaction -> FeedCursors.replace(transaction, name, known, known.restarted()))
                && warnings.isDue()) {
            LOG.warn(
                    "{} replays the feed of {} from its start, and rebuilds the data derived from it: {}",
                    own.module(),
                    name,
                    why);
        }
    }

    /**
     * Deletes unconfirmed rows, each step in its own transaction. If this process dies, the next one does the remaining
     * steps.
     */
    private void sweep(State known) {
        for (var sweep : consumer.sweeps()) {
            for (var after = OptionalLong.of(0); after.isPresent(); ) {
                after = sweepStep(known, sweep, after.getAsLong());
            }
        }
        if (writer.write(transaction -> isCurrent(transaction, known)
                && FeedCursors.replace(
                        transaction, name, find(transaction), find(transaction).finished()))) {
            LOG.info(
                    "{} has rebuilt the data derived from {}, up to position {}",
                    own.module(),
                    name,
                    known.cursor().position());
        }
    }

    private OptionalLong sweepStep(State known, ReplayCleanup sweep, long after) {
        var last = new OptionalLong[] {OptionalLong.empty()};
        writer.write(transaction -> {
            if (isCurrent(transaction, known)) {
                last[0] = sweep.step(transaction, known.replay(), after);
            }
            return last[0].isPresent();
        });
        return last[0];
    }

    /** Returns whether no other process has restarted or finished this replay. */
    private boolean isCurrent(WriteTransaction transaction, State known) {
        var now = find(transaction);
        return now.isReplaying() && now.replay() == known.replay();
    }

    private State find(WriteTransaction transaction) {
        return FeedCursors.find(transaction.handle(), name);
    }
}

package banyan.core.feed;

import banyan.core.store.FeedOrigins;
import banyan.core.store.WriteTransaction;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks on each write whether the feed still continues what this process has seen of it. If not, it gives the feed a
 * new origin.
 */
final class FeedContinuity implements WriteTransaction.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedContinuity.class);
    private static final long NONE = -1;

    private final String module;
    private final Runnable wake;

    /** The last position that this process has shown to readers or has written. */
    private final AtomicLong seen = new AtomicLong();

    /** The epoch of the last home in which the history got an origin for the entries of this process. */
    private volatile long originEpoch = NONE;

    /** @param wake runs after each write */
    FeedContinuity(String module, Runnable wake) {
        this.module = module;
        this.wake = wake;
    }

    /** Records that readers have seen the feed up to this position. */
    void recordSeen(long position) {
        seen.accumulateAndGet(position, Math::max);
    }

    /**
     * Detects a feed that ends before a position seen here: the server was restored, or has failed over to a copy that
     * lacks commits. The following entries need a new origin.
     */
    @Override
    public void begun(WriteTransaction transaction) {
        long end = transaction.head();
        long before = seen.get();
        if (end < before) {
            originEpoch = NONE;
            transaction.afterCommit(() -> {
                seen.set(transaction.head());
                LOG.warn(
                        "The feed of {} ends at {}, but had reached {} before: its database was restored",
                        module,
                        end,
                        before);
            });
        }
    }

    /**
     * Adds the origin before the first entry after each opening, so that a restored file differs from its earlier
     * contents, and after each change of the home, so that the new home differs from one that was lost with entries. A
     * process that starts again and again without writing adds no row.
     */
    @Override
    public void recording(WriteTransaction transaction) {
        if (originEpoch != transaction.epoch()) {
            FeedOrigins.begin(transaction);
        }
        transaction.afterCommit(() -> {
            originEpoch = transaction.epoch();
            recordSeen(transaction.head());
        });
    }

    @Override
    public void ended() {
        wake.run();
    }
}

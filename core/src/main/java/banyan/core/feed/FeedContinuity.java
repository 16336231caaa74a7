package banyan.core.feed;

import banyan.core.store.FeedOrigins;
import banyan.core.store.WriteTransaction;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices on each write whether the feed still continues what this process has seen of it, and gives it a new origin if not. */
final class FeedContinuity implements WriteTransaction.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedContinuity.class);

    private final String module;
    private final Runnable wake;

    /** The last position that this process has shown to readers, or has written. */
    private final AtomicLong seen = new AtomicLong();

    /** Whether the entries of this process have an origin of their own in the history. */
    private volatile boolean isBegun;

    /**
     * @param wake called after each write
     */
    FeedContinuity(String module, Runnable wake) {
        this.module = module;
        this.wake = wake;
    }

    /** Notes that readers have seen the feed up to this position. */
    void seen(long position) {
        seen.accumulateAndGet(position, Math::max);
    }

    /**
     * A server that was restored under this process, or has failed over to a copy that lacks commits, ends before what has been
     * seen here: what follows is another feed.
     */
    @Override
    public void begun(WriteTransaction change) {
        long end = change.head();
        long before = seen.get();
        if (end < before) {
            isBegun = false;
            change.handle().afterCommit(() -> {
                seen.set(change.head());
                LOG.warn(
                        "The feed of {} ends at {}, and has gone on to {} before: its database was put back",
                        module,
                        end,
                        before);
            });
        }
    }

    /**
     * Adds the origin before the first entry after each opening, so that a file that was restored is told from what it was
     * before. A process that only starts, again and again, leaves no trace.
     */
    @Override
    public void recording(WriteTransaction change) {
        if (!isBegun) {
            FeedOrigins.begin(change);
        }
        change.handle().afterCommit(() -> {
            isBegun = true;
            seen(change.head());
        });
    }

    @Override
    public void ended() {
        wake.run();
    }
}

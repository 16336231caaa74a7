package banyan.threads;

import banyan.core.threads.ThreadView;
import banyan.core.web.paging.PageCursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The position of a thread in the order of activity: the time of its last post or, without posts, of its creation. */
record Activity(Instant at, long thread) {
    /** Later than any activity. */
    static final Activity LATEST = new Activity(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    static Activity of(ThreadView thread) {
        var last = thread.lastPostAt();
        return new Activity(last == null ? thread.createdAt() : last, thread.id());
    }

    /** Parses the cursor in a link to the next page. */
    static Activity of(PageCursor after) {
        var keys = after.keys(2);
        return new Activity(Instant.EPOCH.plus(keys.get(0), ChronoUnit.MICROS), keys.get(1));
    }

    PageCursor cursor() {
        return PageCursor.item(ChronoUnit.MICROS.between(Instant.EPOCH, at), thread);
    }
}

package banyan.threads;

import banyan.core.threads.ThreadView;
import banyan.core.web.params.PageCursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A thread's place among the threads by activity: when something was last posted, or else when it was made. */
record Activity(Instant at, long thread) {
    /** Younger than any. */
    static final Activity NONE_YET = new Activity(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    static Activity of(ThreadView thread) {
        var last = thread.lastPostAt();
        return new Activity(last == null ? thread.createdAt() : last, thread.id());
    }

    /** As the next page's link has it. */
    static Activity of(PageCursor after) {
        var keys = after.keys(2);
        return new Activity(Instant.EPOCH.plus(keys.get(0), ChronoUnit.MICROS), keys.get(1));
    }

    PageCursor after() {
        return PageCursor.item(ChronoUnit.MICROS.between(Instant.EPOCH, at), thread);
    }
}

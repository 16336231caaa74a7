package banyan.threads;

import banyan.core.threads.ThreadView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A thread in the board's own representation. */
record BoardThread(
        long id,
        String title,
        long createdBy,
        Instant createdAt,
        long postCount,
        @Nullable Instant lastPostAt) {
    static BoardThread of(ThreadView thread) {
        return new BoardThread(
                thread.id(),
                thread.title(),
                thread.createdBy(),
                thread.createdAt(),
                thread.postCount(),
                thread.lastPostAt());
    }
}

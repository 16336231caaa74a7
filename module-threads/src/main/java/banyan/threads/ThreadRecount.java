package banyan.threads;

import banyan.core.feed.ReplayCleanup;
import banyan.core.store.WriteTransaction;
import banyan.threads.ThreadCountStore.CountedThread;
import banyan.threads.ThreadCountStore.PostCount;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the posts of all threads after a replay and corrects the stored counts. Each step reads a bounded number of posts,
 * because a thread may have any number of them and a step blocks other writers.
 */
final class ThreadRecount implements ReplayCleanup {
    private static final int THREADS_PER_STEP = 100;
    private static final int POSTS_PER_STEP = 20_000;

    /** How often the count of a thread restarts because another process has changed its posts meanwhile. */
    private static final int MAX_TRIES = 5;

    private final int postsPerStep;
    private @Nullable PartialCount unfinished;

    ThreadRecount() {
        this(POSTS_PER_STEP);
    }

    ThreadRecount(int postsPerStep) {
        this.postsPerStep = postsPerStep;
    }

    /** Returns the same key again while the count of the first thread after it is unfinished. */
    @Override
    public OptionalLong step(WriteTransaction transaction, long replay, long after) {
        var last = OptionalLong.empty();
        long counted = 0;
        for (var thread : ThreadCountStore.following(transaction, after, THREADS_PER_STEP)) {
            if (counted >= postsPerStep) {
                return last;
            }
            var before = partialCount(thread);
            var more = ThreadPostStore.countAfter(transaction, thread.id(), before.posts.last(), postsPerStep);
            var next = before.plus(more);
            counted += more.number();
            if (more.number() >= postsPerStep) {
                unfinished = next;
                return last.isPresent() ? last : OptionalLong.of(after);
            }
            ThreadCountStore.correct(transaction, thread.id(), next.posts);
            last = OptionalLong.of(thread.id());
        }
        return last;
    }

    /** Continues the unfinished count, unless another process has added or removed posts of the thread since. */
    private PartialCount partialCount(CountedThread thread) {
        var begun = unfinished;
        if (begun == null || begun.thread.id() != thread.id()) {
            return new PartialCount(thread, 1, PostCount.NONE);
        }
        return begun.thread.equals(thread) || begun.tries == MAX_TRIES
                ? begun
                : new PartialCount(thread, begun.tries + 1, PostCount.NONE);
    }

    /** The number of a thread's posts up to a time. */
    private record PartialCount(CountedThread thread, int tries, PostCount posts) {
        PartialCount plus(PostCount more) {
            return new PartialCount(thread, tries, posts.plus(more));
        }
    }
}

package banyan.core.feed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One long poll.
 *
 * @param <Q> the query
 * @param <R> its result
 */
final class WaitingReader<Q, R> {
    /** The client of readers in this process. They are few, so no bound applies to them. */
    static final String HERE = "";

    private final Q query;
    private final String client;
    private final R none;
    private final long end;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    /**
     * Creates a reader, and starts its timeout.
     *
     * @param none the result without news
     */
    WaitingReader(Q query, String client, R none, Duration timeout) {
        this.query = query;
        this.client = client;
        this.none = none;
        end = System.nanoTime() + timeout.toNanos();
    }

    Q query() {
        return query;
    }

    CompletionStage<R> result() {
        return result;
    }

    boolean isOf(String other) {
        return client.equals(other);
    }

    boolean isHere() {
        return isOf(HERE);
    }

    String client() {
        return client;
    }

    /** Returns the nanoseconds until the timeout; 0 or less after it. */
    long left() {
        return end - System.nanoTime();
    }

    void complete(R news) {
        result.complete(news);
    }

    void fail(RuntimeException failure) {
        result.completeExceptionally(failure);
    }

    /** Ends the long poll without news. */
    void completeWithoutNews() {
        result.complete(none);
    }
}

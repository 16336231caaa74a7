package banyan.launcher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The cached responses of all modules of this process. They never take more than a number of bytes; the ones that are requested
 * least are removed.
 */
public final class ResponseCache {
    /** The bytes of an entry beside its texts and its body: objects, references, and a part of the tables of the cache. */
    static final int OVERHEAD = 600;

    private final long limit;
    private final Cache<CacheKey, CachedResponse> responses;
    private final LongAdder hits = new LongAdder();

    /** @param limit bytes; 0 for a cache that is always empty */
    public ResponseCache(long limit) {
        this.limit = limit;
        responses = Caffeine.newBuilder()
                .maximumWeight(limit)
                .weigher(ResponseCache::weight)
                .executor(Runnable::run) // removes what is too much before the caller continues
                .build();
    }

    private static int weight(CacheKey key, CachedResponse response) {
        return OVERHEAD + key.bytes() + response.bytes();
    }

    @Nullable
    CachedResponse find(CacheKey key) {
        return responses.getIfPresent(key);
    }

    void put(CacheKey key, CachedResponse response) {
        responses.put(key, response);
    }

    void hit() {
        hits.increment();
    }

    /** The requests so far that got a cached response. */
    public long hits() {
        return hits.sum();
    }

    /** The responses in the cache. */
    public long size() {
        return responses.estimatedSize();
    }

    /** The bytes of the responses in the cache. */
    public long bytes() {
        return responses.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /** The largest number of bytes. */
    public long limit() {
        return limit;
    }
}

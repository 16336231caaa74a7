package banyan.launcher.metrics;

import banyan.launcher.cache.ResponseCache;
import banyan.launcher.metrics.Meters.Reading;
import java.util.stream.Stream;

/** The gauges of the response cache. */
public final class CacheGauges {
    private CacheGauges() {}

    /** Registers the gauges. */
    public static void measure(ResponseCache cache, Meters meters) {
        meters.gauge(
                "banyan.response.cache.bytes",
                "Bytes of the cached responses.",
                () -> Stream.of(new Reading(cache.bytes())));
        meters.gauge(
                "banyan.response.cache.limit.bytes",
                "The largest number of bytes of the cached responses.",
                () -> Stream.of(new Reading(cache.limit())));
        meters.gauge(
                "banyan.response.cache.size",
                "The number of cached responses.",
                () -> Stream.of(new Reading(cache.size())));
        meters.gauge(
                "banyan.response.cache.hits",
                "Requests so far that got a cached response.",
                () -> Stream.of(new Reading(cache.hits())));
    }
}

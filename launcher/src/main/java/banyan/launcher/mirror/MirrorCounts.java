package banyan.launcher.mirror;

import banyan.launcher.admin.api.MirrorView;
import banyan.launcher.http.ResponseTap.Copy;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the results of a mirror, and keeps samples of different responses. */
final class MirrorCounts {
    private static final int SAMPLES = 20;

    private final URI address;
    private final String since = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    private final LongAdder equal = new LongAdder();
    private final LongAdder different = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final Map<String, MirrorView.Sample> samples = new LinkedHashMap<>();
    private volatile @Nullable String lastFailure;

    MirrorCounts(URI address) {
        this.address = address;
    }

    void skipped() {
        skipped.increment();
    }

    void failed(String reason) {
        lastFailure = reason;
        failed.increment();
    }

    void compare(String target, Copy ours, Copy theirs) {
        if (!isOfTheModule(ours)) {
            skipped();
        } else if (!isOfTheModule(theirs)) {
            failed("it responds with the status " + theirs.status());
        } else if (ResponseDiff.areEqual(ours, theirs)) {
            equal.increment();
        } else {
            different.increment();
            addSample(target, ours, theirs);
        }
    }

    private void addSample(String target, Copy ours, Copy theirs) {
        synchronized (samples) {
            var sample = samples.get(target);
            if (sample != null) {
                samples.put(target, sample.again());
            } else if (samples.size() < SAMPLES) {
                samples.put(target, Samples.of(target, ours, theirs));
            }
        }
    }

    /** Whether the response says something about the module: a process that is too busy says nothing. */
    private static boolean isOfTheModule(Copy response) {
        return response.status() < 500 && response.status() != 429;
    }

    MirrorView report() {
        synchronized (samples) {
            long alike = equal.sum();
            long unlike = different.sum();
            return new MirrorView(
                    address.toString(),
                    since,
                    alike + unlike,
                    alike,
                    unlike,
                    failed.sum(),
                    skipped.sum(),
                    lastFailure,
                    List.copyOf(samples.values()));
        }
    }
}

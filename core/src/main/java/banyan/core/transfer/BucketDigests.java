package banyan.core.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The digests of all rows of a table, in buckets by their keys: a difference is in one bucket, and is searched there alone. */
final class BucketDigests {
    /** The number of buckets of a table. */
    static final int BUCKETS = 64;

    private final List<RowDigest> buckets =
            Stream.generate(RowDigest::new).limit(BUCKETS).toList();

    private BucketDigests() {}

    /** @param progress is called for each row */
    static BucketDigests of(Handle handle, Table table, Runnable progress) {
        var digests = new BucketDigests();
        ReplicaRows.forEach(handle, table, 0, row -> {
            digests.buckets.get(bucket(row.key())).add(row.line());
            progress.run();
        });
        return digests;
    }

    /** Returns the bucket of a key. Both sides have to compute the same one: this is specified for a string. */
    static int bucket(String key) {
        return Math.floorMod(key.hashCode(), BUCKETS);
    }

    List<String> json() {
        return buckets.stream().map(RowDigest::toString).toList();
    }

    /** Returns the first bucket that differs from the home's; empty if none does. */
    OptionalInt differing(JsonNode ofHome) {
        return IntStream.range(0, BUCKETS)
                .filter(bucket -> !buckets.get(bucket)
                        .toString()
                        .equals(ofHome.path(bucket).asText()))
                .findFirst();
    }
}

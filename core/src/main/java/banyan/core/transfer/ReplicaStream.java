package banyan.core.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A stream of changes, of which the head has been read. */
public final class ReplicaStream {
    private final Source source;
    private final NdjsonReader lines;
    private final JsonNode first;
    private final ReplicaHead head;
    private boolean isVerified;

    private ReplicaStream(InputStream from) throws IOException {
        source = new Source(from);
        lines = new NdjsonReader(source);
        first = lines.next();
        head = ReplicaHead.of(first);
    }

    /**
     * Reads the head, before the transaction that applies the changes.
     *
     * @throws IOException if the stream cannot be read
     * @throws banyan.core.database.StoreException if this is not a stream of changes
     */
    public static ReplicaStream begin(InputStream from) throws IOException {
        return new ReplicaStream(from);
    }

    public ReplicaHead head() {
        return head;
    }

    /** Returns the number of lines that were read. */
    public long rows() {
        return lines.number();
    }

    /** Returns the number of bytes that were read. */
    public long bytes() {
        return source.bytes;
    }

    /** Returns whether all rows were compared, and found equal. */
    public boolean isVerified() {
        return isVerified;
    }

    void verified() {
        isVerified = true;
    }

    JsonNode first() {
        return first;
    }

    NdjsonReader lines() {
        return lines;
    }

    /** From here on, each arrival of bytes keeps the transaction alive. */
    void lease(Handle handle) {
        source.lease(handle);
    }

    /** Counts the bytes. */
    private static final class Source extends FilterInputStream {
        private final InputStream plain;
        private volatile long bytes;
        private @Nullable InputStream leased;

        Source(InputStream from) {
            super(from);
            plain = from;
        }

        void lease(Handle handle) {
            leased = new LeaseInputStream(handle, plain);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads, and others see how far it is
        public int read(byte[] to, int offset, int most) throws IOException {
            int read = (leased == null ? plain : leased).read(to, offset, most);
            bytes += Math.max(0, read);
            return read;
        }
    }
}

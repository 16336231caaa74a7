package banyan.core.transfer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of rows that does not depend on their order: their number, and the sum of the SHA-256 of each, cut to 128 bits. It
 * finds faults, not forgeries.
 */
public final class RowDigest {
    private final MessageDigest hash;
    private long rows;
    private long high;
    private long low;

    public RowDigest() {
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Adds a row.
     *
     * @param line its canonical form
     */
    public void add(byte[] line) {
        var bits = ByteBuffer.wrap(hash.digest(line));
        long addend = bits.getLong();
        low += bits.getLong();
        high += addend;
        rows++;
    }

    public long rows() {
        return rows;
    }

    /** Two digests of the same rows have the same text. */
    @Override
    public String toString() {
        return rows + "-" + HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}

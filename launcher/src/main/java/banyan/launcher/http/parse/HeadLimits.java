package banyan.launcher.http.parse;

/**
 * The bounds of the head of a message.
 *
 * @param bytes from the first line to the empty line
 * @param headers lines between these
 */
public record HeadLimits(int bytes, int headers) {
    /** Bytes of a request target; RFC 9110 section 4.1 recommends at least 8000. */
    static final int TARGET = 8_000;

    /** The bounds for clients and for responses of other processes. */
    public static final HeadLimits USUAL = new HeadLimits(16_384, 100);

    /** With room for the headers that each launcher writes anew, so that no launcher rejects what the one before took. */
    public static final HeadLimits FORWARDED = new HeadLimits(USUAL.bytes + 1_024, USUAL.headers + 8);
}

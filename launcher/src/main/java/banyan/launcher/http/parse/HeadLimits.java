package banyan.launcher.http.parse;

/**
 * How long the head of a message may be.
 *
 * @param octets from its first line to its empty line
 * @param headers lines between these
 */
public record HeadLimits(int octets, int headers) {
    /** What clients and other processes may write. */
    public static final HeadLimits USUAL = new HeadLimits(16_384, 100);

    /** With what launchers write anew at each step of the way, so that no step refuses what the one before took. */
    public static final HeadLimits FORWARDED = new HeadLimits(USUAL.octets + 1_024, USUAL.headers + 8);
}

package banyan.launcher.http.parse;

/**
 * The line before the data of a chunk.
 *
 * @param size bytes of the data; 0 for the last chunk, which has none
 * @param extensions bytes of the extensions, which this launcher ignores
 */
record ChunkLine(long size, int extensions) {
    /** More than any body has, and less than a long. */
    private static final int DIGITS = 15;

    /**
     * Reads the line, without its line end: {@code chunk-size [ chunk-ext ]} (RFC 9112 section 7.1.1).
     *
     * @throws Rejection if it is something else
     */
    static ChunkLine read(String line) {
        int digits = 0;
        while (digits < line.length() && isHexadecimal(line.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > DIGITS) {
            throw Rejection.malformedChunks();
        }
        new ChunkExtensions(line, digits).require();
        return new ChunkLine(Long.parseLong(line, 0, digits, 16), line.length() - digits);
    }

    private static boolean isHexadecimal(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}

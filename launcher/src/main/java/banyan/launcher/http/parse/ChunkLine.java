package banyan.launcher.http.parse;

/**
 * What stands before the data of a chunk.
 *
 * @param size octets of the data; 0 for the last chunk, which has none
 * @param extensions how many octets say something that nobody here knows
 */
record ChunkLine(long size, int extensions) {
    /** More than any body has, and less than a long. */
    private static final int DIGITS = 15;

    /**
     * Reads it without its line end: {@code chunk-size [ chunk-ext ]} (RFC 9112 section 7.1.1).
     *
     * @throws Rejection if it is something else
     */
    static ChunkLine read(String line) {
        int digits = 0;
        while (digits < line.length() && isHexadecimal(line.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > DIGITS) {
            throw ChunkReader.malformed();
        }
        new Extensions(line, digits).read();
        return new ChunkLine(Long.parseLong(line, 0, digits, 16), line.length() - digits);
    }

    private static boolean isHexadecimal(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    /** {@code *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )} */
    private static final class Extensions {
        private final String line;
        private int at;

        Extensions(String line, int start) {
            this.line = line;
            at = start;
        }

        void read() {
            while (at < line.length()) {
                expect(';');
                token();
                if (isNext('=')) {
                    expect('=');
                    value();
                }
            }
        }

        private void value() {
            if (at < line.length() && line.charAt(at) == '"') {
                quoted();
            } else {
                token();
            }
        }

        private void token() {
            int start = at;
            while (at < line.length() && RequestHead.TOKEN.has(line.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw ChunkReader.malformed();
            }
        }

        /** RFC 9110 section 5.6.4. */
        private void quoted() {
            for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
                if (line.charAt(at) == '\\') {
                    at++;
                }
                if (at >= line.length() || isControl(line.charAt(at))) {
                    throw ChunkReader.malformed();
                }
            }
            if (at >= line.length()) {
                throw ChunkReader.malformed();
            }
            at++;
        }

        /** Whether this comes, after white space that nobody should write. */
        private boolean isNext(char c) {
            int next = afterSpace();
            return next < line.length() && line.charAt(next) == c;
        }

        private void expect(char c) {
            if (!isNext(c)) {
                throw ChunkReader.malformed();
            }
            at = afterSpace() + 1;
            at = afterSpace();
        }

        private int afterSpace() {
            int next = at;
            while (next < line.length() && (line.charAt(next) == ' ' || line.charAt(next) == '\t')) {
                next++;
            }
            return next;
        }

        private static boolean isControl(char c) {
            return (c < ' ' && c != '\t') || c == 0x7f;
        }
    }
}

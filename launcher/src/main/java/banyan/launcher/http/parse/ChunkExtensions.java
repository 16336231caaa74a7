package banyan.launcher.http.parse;

/**
 * Checks the extensions of a chunk (RFC 9112 section 7.1.1):
 * {@code *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )}.
 */
final class ChunkExtensions {
    private final String line;
    private int at;

    ChunkExtensions(String line, int start) {
        this.line = line;
        at = start;
    }

    /**
     * @throws Rejection if the rest of the line is something else
     */
    void require() {
        while (at < line.length()) {
            requireNext(';');
            requireToken();
            if (isNext('=')) {
                requireNext('=');
                requireValue();
            }
        }
    }

    private void requireValue() {
        if (at < line.length() && line.charAt(at) == '"') {
            requireQuoted();
        } else {
            requireToken();
        }
    }

    private void requireToken() {
        int start = at;
        while (at < line.length() && AsciiSet.isTokenCharacter(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw Rejection.malformedChunks();
        }
    }

    /** RFC 9110 section 5.6.4. */
    private void requireQuoted() {
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            if (line.charAt(at) == '\\') {
                at++;
            }
            if (at >= line.length() || isControl(line.charAt(at))) {
                throw Rejection.malformedChunks();
            }
        }
        if (at >= line.length()) {
            throw Rejection.malformedChunks();
        }
        at++;
    }

    /** Whether this character is next, after optional white space. */
    private boolean isNext(char c) {
        int next = afterSpace();
        return next < line.length() && line.charAt(next) == c;
    }

    private void requireNext(char c) {
        if (!isNext(c)) {
            throw Rejection.malformedChunks();
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

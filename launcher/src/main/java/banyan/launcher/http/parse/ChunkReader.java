package banyan.launcher.http.parse;

import org.glassfish.grizzly.Buffer;

/**
 * Reads one body in chunks to the letter (RFC 9112 section 7.1), wherever its parts are cut. Extensions and trailers are read
 * and dropped, so that nothing that comes after the head of a request is taken for a part of it. Grizzly reads a bare LF, white
 * space and anything before the line end, refuses extensions, and makes headers of trailers.
 */
public final class ChunkReader {
    /** Octets of the lines between the data of a body, less their sizes: extensions and trailers. */
    static final int EXTRA = 16_384;

    /** Octets of a line. */
    private static final int LINE = 4_096;

    private enum State {
        SIZE,
        DATA,
        /** The line end after the data of a chunk. */
        DATA_END,
        TRAILER,
        END
    }

    private final StringBuilder line = new StringBuilder();
    private State state = State.SIZE;
    private long left;
    private int extra;

    /**
     * Takes in what belongs to the body.
     *
     * @param input is left where the body ends, if it ends here
     * @param data gets the octets of the body; it has room for all of the input
     * @return how many these are
     * @throws Rejection if this is no body in chunks
     */
    public int read(Buffer input, byte[] data) {
        int length = 0;
        while (state != State.END && input.hasRemaining()) {
            if (state == State.DATA) {
                int part = (int) Math.min(left, input.remaining());
                input.get(data, length, part);
                length += part;
                left -= part;
                state = left == 0 ? State.DATA_END : State.DATA;
            } else {
                read((char) (input.get() & 0xff));
            }
        }
        return length;
    }

    /** Whether the body has ended. */
    public boolean hasEnded() {
        return state == State.END;
    }

    /** One octet of a line. */
    private void read(char octet) {
        if (octet != '\n') {
            line.append(octet);
            if (state == State.DATA_END && line.length() > 1) {
                throw malformed();
            }
            if (line.length() > LINE) {
                throw tooLong();
            }
            return;
        }
        int end = line.length() - 1;
        if (end < 0 || line.charAt(end) != '\r') {
            throw malformed();
        }
        var text = line.substring(0, end);
        line.setLength(0);
        end(text);
    }

    private void end(String text) {
        switch (state) {
            case SIZE -> {
                var chunk = ChunkLine.read(text);
                count(chunk.extensions());
                left = chunk.size();
                state = left == 0 ? State.TRAILER : State.DATA;
            }
            case DATA_END -> {
                if (!text.isEmpty()) {
                    throw malformed();
                }
                state = State.SIZE;
            }
            default -> {
                if (!text.isEmpty()) {
                    RequestHead.trailer(text);
                }
                count(text.length());
                state = text.isEmpty() ? State.END : State.TRAILER;
            }
        }
    }

    private void count(int octets) {
        extra += octets;
        if (extra > EXTRA) {
            throw tooLong();
        }
    }

    private static Rejection tooLong() {
        return new Rejection(
                413,
                "request-entity-too-large",
                "The extensions and trailers of a body have " + EXTRA + " octets at most, and each line " + LINE + ".");
    }

    static Rejection malformed() {
        return Rejection.malformed(
                "The body is not in chunks: each has its size in hexadecimal digits, CR LF, its octets, and CR LF.");
    }
}

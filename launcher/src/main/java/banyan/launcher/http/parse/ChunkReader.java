package banyan.launcher.http.parse;

import org.glassfish.grizzly.Buffer;

/**
 * Reads one chunked body strictly (RFC 9112 section 7.1), however the network splits it. Extensions and trailers are read
 * and dropped, so that no byte after the head of a request is taken for a part of the head. Grizzly accepts a bare LF, white
 * space and anything before the line end, refuses extensions, and makes headers of trailers.
 */
public final class ChunkReader {
    /** Bytes of the lines between the data of a body, less their sizes: extensions and trailers. */
    static final int EXTRA = 16_384;

    /** Bytes of a line. */
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
     * Reads the part of the input that belongs to the body.
     *
     * @param input is left where the body ends, if it ends here
     * @param data gets the bytes of the body; it has room for all of the input
     * @return the number of these bytes
     * @throws Rejection if the body is not chunked
     */
    public int read(Buffer input, byte[] data) {
        int length = 0;
        while (state != State.END && input.hasRemaining()) {
            if (state == State.DATA) {
                length += readData(input, data, length);
            } else {
                readLine((char) (input.get() & 0xff));
            }
        }
        return length;
    }

    /** Whether the body has ended. */
    public boolean hasEnded() {
        return state == State.END;
    }

    private int readData(Buffer input, byte[] data, int start) {
        int part = (int) Math.min(left, input.remaining());
        input.get(data, start, part);
        left -= part;
        state = left == 0 ? State.DATA_END : State.DATA;
        return part;
    }

    private void readLine(char next) {
        if (next == '\n') {
            endLine();
            return;
        }
        line.append(next);
        if (state == State.DATA_END && line.length() > 1) {
            throw Rejection.malformedChunks();
        }
        if (line.length() > LINE) {
            throw tooLong();
        }
    }

    private void endLine() {
        int end = line.length() - 1;
        if (end < 0 || line.charAt(end) != '\r') {
            throw Rejection.malformedChunks();
        }
        var text = line.substring(0, end);
        line.setLength(0);
        state = next(text);
    }

    /** The state after this line. */
    private State next(String text) {
        return switch (state) {
            case SIZE -> afterSize(ChunkLine.read(text));
            case DATA_END -> State.SIZE;
            default -> afterTrailer(text);
        };
    }

    private State afterSize(ChunkLine chunk) {
        count(chunk.extensions());
        left = chunk.size();
        return left == 0 ? State.TRAILER : State.DATA;
    }

    private State afterTrailer(String text) {
        if (text.isEmpty()) {
            return State.END;
        }
        Header.requireTrailer(text);
        count(text.length());
        return State.TRAILER;
    }

    private void count(int bytes) {
        extra += bytes;
        if (extra > EXTRA) {
            throw tooLong();
        }
    }

    private static Rejection tooLong() {
        return Rejection.bodyTooLarge("The extensions and trailers of a body have at most " + EXTRA
                + " bytes, and each line at most " + LINE + ".");
    }
}

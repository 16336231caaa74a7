package banyan.artifact;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A response as received from the connection.
 *
 * @param headers by name, in any case
 * @param body one byte a character
 */
record RawResponse(int status, Map<String, String> headers, String body) {
    /**
     * Reads one response and no byte after it; empty if there is none.
     *
     * @throws IOException if it is cut off, or has neither a Content-Length nor chunks
     */
    static Optional<RawResponse> read(InputStream in, boolean toHead) throws IOException {
        var first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var parts = first.split(" ", 3);
        if (!parts[0].equals("HTTP/1.1")) {
            throw new IOException("not a status line: " + first);
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(parts[1]);
        var body = toHead || status == 204 || status == 304 ? new byte[0] : body(in, headers);
        return Optional.of(new RawResponse(status, headers, new String(body, StandardCharsets.UTF_8)));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            return bytes(in, Integer.parseInt(headers.getOrDefault("Content-Length", "-1")));
        }
        var body = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(line(in), 16);
            body.writeBytes(bytes(in, length));
            line(in);
        } while (length > 0);
        return body.toByteArray();
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a response has " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Whether it is the last response on its connection. */
    boolean closes() {
        return "close".equalsIgnoreCase(headers.get("Connection"));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && line.isEmpty()) {
                return "";
            } else if (c < 0) {
                throw new EOFException("a line of a response is cut off: " + line);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}

package banyan.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of malformed request.
 *
 * @param name for failure messages
 * @param statuses of allowed responses; empty if a missing response is allowed too
 * @param text generates a request, one byte a character
 */
record Malformed(String name, Set<Integer> statuses, Function<Random, String> text) {
    static final String GOOD = "GET /api/users/3 HTTP/1.1\r\nHost: board\r\n\r\n";

    private static final String PATH = "/api/users/";
    private static final String CHUNKED =
            "POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int KILO = 1_000;

    static final List<Malformed> KINDS = List.of(
            target("a percent sign without two digits", "%zz", "%", "%1", "%%41", "x%4", "%-1", "?a=%", "?%g0=1"),
            target("a raw character", "{3}|^", "\"", "<b>", "\\", "`", "[1]", "?a={3}", "?^", "#top", "?a|b"),
            target("NUL", "%00", "3%00", "\0", "?a=%00", "a%0Db%00"),
            of(
                    "bytes that are no UTF-8, or a slash",
                    404,
                    random -> get(PATH + one(random, "%2F", "3%2f", "%ff", "%c0%80", "%ED%A0%80", "%5C"))),
            target("a space", "3 4", "?a b", " 3", "3 "),
            target("dots", "..", "../3", ".", "%2e%2e", "%2E./3", ".%2e/x", "./3"),
            of("no ASCII", 400, random -> get(PATH + (random.nextBoolean() ? "?" : "") + high(random))),
            of("a long target", 414, random -> get(PATH + "a".repeat(size(random, 9, 20, 200)))),
            of("a long query", 414, random -> get(PATH + "?" + "a".repeat(size(random, 9, 20, 200)))),
            header("a long header", 431, random -> "X: " + "a".repeat(size(random, 20, 200))),
            header("a long header name", 431, random -> "X".repeat(size(random, 20, 200)) + ": 1"),
            header("many headers", 431, random -> lines(200, random)),
            of("a long method", 414, random -> "G".repeat(size(random, 20, 200)) + " / HTTP/1.1\r\nHost: a\r\n\r\n"),
            method("a method of no use", 405, "get", "GETT", "Post", "PROPFIND", "TRACE", "A".repeat(300)),
            method("a method that is no token", 400, "G(T", "\"GET\"", "G@T", "G\0T", "\u00e9", "GET:"),
            version("HTTP/2.0", "HTTP/1.2", "HTTP/9.9", "HTTP/0.9", "", "http/1.1", "HTTP/11", "X"),
            body("a body where none goes", "GET", "Content-Length: 3", "Transfer-Encoding: chunked"),
            body("a body where none is allowed, requested with HEAD", "HEAD", "Content-Length: 3"),
            body("a body for DELETE", "DELETE", "Content-Length: 3", "Transfer-Encoding: chunked"),
            body(
                    "a length that is unclear",
                    "POST",
                    "Content-Length: 3\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked\r\nContent-Length: 3",
                    "Content-Length: 3\r\nContent-Length: 5",
                    "Content-Length: 3\r\nContent-Length: 3",
                    "Content-Length: 3, 5"),
            body(
                    "a length that is none",
                    "POST",
                    "Content-Length: -1",
                    "Content-Length: +3",
                    "Content-Length: 99999999999999999999999",
                    "Content-Length: 0x10",
                    "Content-Length: abc",
                    "Content-Length: 3 3",
                    "Content-Length: 3;a=b",
                    "Content-Length: \"3\"",
                    "Content-Length: 3.",
                    "Content-Length:"),
            body(
                    "an unknown encoding",
                    "POST",
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: gzip, chunked",
                    "Transfer-Encoding: chunked, chunked",
                    "Transfer-Encoding: xchunked",
                    "Transfer-Encoding: \"chunked\"",
                    "Transfer-Encoding: chunked;a=b",
                    "Transfer-Encoding: ,chunked",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding:",
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
            chunked(
                    "a bad chunk",
                    "zz\r\nabc\r\n",
                    "-1\r\n",
                    "\r\n\r\n",
                    "FFFFFFFFFFFFFFFFFF\r\n",
                    "3\r\nabcdef\r\n0\r\n\r\n",
                    "3\nabc\r\n0\r\n\r\n",
                    "3\r\nabc\n0\r\n\r\n",
                    "3\r\nabc0\r\n\r\n",
                    "3\r\nabc\r\n0\n\r\n",
                    "3\r\nabc\r\n0\r\n\n",
                    " 3\r\nabc\r\n0\r\n\r\n",
                    "3 \r\nabc\r\n0\r\n\r\n",
                    "0x3\r\nabc\r\n0\r\n\r\n",
                    "3;\r\nabc\r\n0\r\n\r\n",
                    "3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"),
            chunked(
                    "a bad trailer",
                    "3\r\nabc\r\n0\r\nX\r\n\r\n",
                    "0\r\nX : 1\r\n\r\n",
                    "0\r\nX: 1\n\r\n",
                    "0\r\nX: 1\r\n Y\r\n\r\n",
                    "0\r\nX: \0\r\n\r\n"),
            new Malformed(
                    "much beside the chunks",
                    Set.of(413),
                    random -> CHUNKED
                            + one(
                                    random,
                                    "1;" + "x".repeat(5_000) + "\r\na\r\n0\r\n\r\n",
                                    ("1;" + "x".repeat(500) + "\r\na\r\n").repeat(40) + "0\r\n\r\n",
                                    "0\r\n" + "X: 1\r\n".repeat(9_000) + "\r\n")),
            new Malformed(
                    "chunks with more than data",
                    Set.of(415),
                    random -> CHUNKED
                            + one(
                                    random,
                                    "3;a\r\nabc\r\n0\r\n\r\n",
                                    "3 ; a = \"b;\\\"\"\r\nabc\r\n00\r\nContent-Length: 7\r\nHost: b\r\n\r\n")),
            new Malformed(
                    "a body that ends too early",
                    Set.of(), // RFC 9112 section 8: a client that disconnects need not get a response
                    random -> "POST /api/users HTTP/1.1\r\nHost: a\r\n"
                            + one(
                                    random,
                                    "Content-Length: 4\r\n\r\nabc",
                                    "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
                                    "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n")),
            of("no host", 400, random -> "GET / HTTP/1.1\r\nX: 1\r\n\r\n"),
            of("no header", 400, random -> "GET / HTTP/1.1\r\n\r\n"),
            header("two hosts", 400, random -> "Host: board"),
            of(
                    "a bad host",
                    400,
                    random -> "GET / HTTP/1.1\r\nHost: "
                            + one(random, "a b", "a/b", "a@b", "[::1", "a:b", "\"", "a,b c") + "\r\n\r\n"),
            header(
                    "a bad header name",
                    400,
                    random -> one(random, "X Y: 1", "X : 1", "X\t: 1", ": 1", "X(: 1", "\u00e9: 1")),
            header("no colon", 400, random -> one(random, "X", "X 1", "==")),
            header("a control character", 400, random -> "X: a" + one(random, "\0", "\1", "\33", "\177", "\r") + "b"),
            header("a bare LF in a header", 400, random -> "X: 1\nY"),
            head("a head that ends with two LF", "\n\n", "\n\r\n"),
            head("a head whose empty line is a bare LF", "\r\n\n"),
            header("a folded header", 400, random -> "X: 1\r\n" + one(random, " ", "\t") + "2"),
            header("an expectation", 417, random -> "Expect: " + one(random, "foo", "200-ok", "100-continued")),
            of(
                    "an address of another scheme",
                    400,
                    random -> get(one(random, "ftp://a/b", "users", "a:b", "*", "?a", "http:/a", "http://b"))),
            of("a tunnel", 400, random -> "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n"),
            of("options of all", 400, random -> "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
            of("the preface of HTTP/2", 505, random -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"),
            header(
                    "an upgrade",
                    200,
                    random -> "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk"),
            of("the start of TLS", random -> "\26\3\1\2\0\1\0\1\374\3\3" + binary(random, 512)),
            of("no sense", random -> binary(random, 1 + random.nextInt(2 * KILO))),
            of("no sense in lines", random -> binary(random, 40) + "\r\n" + binary(random, 80) + "\r\n\r\n"),
            of("a good request that is cut off", random -> GOOD.substring(0, 1 + random.nextInt(GOOD.length() - 1))),
            of("a valid request with another byte", Malformed::changed));

    /** Returns a request of this kind, always the same for the same state of the source. */
    byte[] make(Random random) {
        return text.apply(random).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether a valid request after it must not be served, because the end of this one is unknown. */
    boolean endsTheConnection() {
        return statuses.stream().allMatch(status -> status != 200 && status != 404 && status != 405 && status != 415)
                && !statuses.isEmpty();
    }

    private static Malformed of(String name, Function<Random, String> text) {
        return new Malformed(name, Set.of(), text);
    }

    private static Malformed of(String name, int status, Function<Random, String> text) {
        return new Malformed(name, Set.of(status), text);
    }

    private static Malformed target(String name, String... ends) {
        return of(name, 400, random -> get(PATH + one(random, ends)));
    }

    private static Malformed header(String name, int status, Function<Random, String> line) {
        return of(name, status, random -> GOOD.substring(0, GOOD.length() - 2) + line.apply(random) + "\r\n\r\n");
    }

    private static Malformed head(String name, String... ends) {
        return of(
                name,
                400,
                random -> GOOD.stripTrailing()
                        + one(random, "", "\r\nX: 1", "\r\nContent-Length: 44")
                        + one(random, ends));
    }

    private static Malformed method(String name, int status, String... methods) {
        return of(name, status, random -> one(random, methods) + GOOD.substring("GET".length()));
    }

    private static Malformed version(String... versions) {
        return of("a version", 505, random -> GOOD.replace("HTTP/1.1", one(random, versions)));
    }

    private static Malformed body(String name, String method, String... headers) {
        return of(
                name,
                400,
                random -> method + " /api/users/3 HTTP/1.1\r\nHost: a\r\n" + one(random, headers) + "\r\n\r\nabc");
    }

    private static Malformed chunked(String name, String... bodies) {
        return new Malformed(name, Set.of(400), random -> CHUNKED + one(random, bodies));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: board\r\n\r\n";
    }

    private static String changed(Random random) {
        var text = new StringBuilder(GOOD);
        for (int i = 0; i <= random.nextInt(3); i++) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return text.toString();
    }

    private static String one(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static int size(Random random, int... kilos) {
        return kilos[random.nextInt(kilos.length)] * KILO;
    }

    private static String high(Random random) {
        return String.valueOf((char) (0x80 + random.nextInt(0x80)));
    }

    private static String lines(int count, Random random) {
        return ("X" + random.nextInt(9) + ": 1\r\n").repeat(count - 1) + "X: 1";
    }

    private static String binary(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

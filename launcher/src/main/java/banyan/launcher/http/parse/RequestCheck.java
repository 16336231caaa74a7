package banyan.launcher.http.parse;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rejects requests that two servers could read in two ways (RFC 9112 section 11, RFC 9110 section 4.2.5): a request that
 * passes means the same to this board, to a proxy before it and to a module behind it.
 */
public final class RequestCheck {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String OLD = "HTTP/1.0";
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9A-Fa-f:.]+](?::\\d{0,5})?");
    private static final AsciiSet NAME = AsciiSet.alphanumericAnd("-._~!$&'()*+,;=%");
    private static final AsciiSet DIGIT = AsciiSet.of("0123456789");
    private static final int LONGEST_PORT = 5;

    private RequestCheck() {}

    /**
     * Rejects a head that two servers could read in two ways.
     *
     * @throws Rejection naming the fault
     */
    public static void check(RequestHead head) {
        requireKnownVersion(head.version());
        TargetCheck.require(head.target());
        requireHost(head);
        requireBody(head);
        requireKnownExpectation(head);
    }

    private static void requireKnownVersion(String version) {
        if (!version.equals("HTTP/1.1") && !version.equals(OLD)) {
            throw Rejection.unknownVersion();
        }
    }

    private static void requireHost(RequestHead head) {
        var hosts = head.all("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && !head.version().equals(OLD))) {
            throw Rejection.malformed("A request has one Host header; this one has " + hosts.size() + ".");
        }
        if (!hosts.isEmpty() && !isHost(hosts.get(0))) {
            throw Rejection.malformed("The Host header is not a host and, after a colon, a port.");
        }
    }

    /** Without a pattern for a name: that would take longer than all other checks of a request. */
    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return ADDRESS.matcher(host).matches();
        }
        int colon = host.indexOf(':');
        var port = colon < 0 ? "" : host.substring(colon + 1);
        return NAME.hasAllOf(colon < 0 ? host : host.substring(0, colon))
                && port.length() <= LONGEST_PORT
                && DIGIT.hasAllOf(port);
    }

    /** RFC 9112 section 6.3. */
    private static void requireBody(RequestHead head) {
        var lengths = head.all("Content-Length");
        var encodings = head.all("Transfer-Encoding");
        if (!lengths.isEmpty() && !encodings.isEmpty()) {
            throw Rejection.malformed("Content-Length and Transfer-Encoding contradict each other: send one of them.");
        }
        if (!lengths.isEmpty()) {
            requireLength(head.method(), lengths);
        } else if (!encodings.isEmpty()) {
            requireChunked(head, encodings);
        }
    }

    private static void requireLength(String method, List<String> lengths) {
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw Rejection.malformed("Content-Length has to be one whole number.");
        }
        if (!lengths.get(0).matches("0+")) {
            requireMethodWithBody(method);
        }
    }

    private static void requireChunked(RequestHead head, List<String> encodings) {
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw Rejection.malformed("The only Transfer-Encoding that this server takes is chunked.");
        }
        if (head.version().equals(OLD)) {
            throw Rejection.malformed(OLD + " has no Transfer-Encoding.");
        }
        requireMethodWithBody(head.method());
    }

    private static void requireMethodWithBody(String method) {
        if (!WITH_BODY.contains(method)) {
            throw Rejection.malformed("A " + method + " has no body here.");
        }
    }

    /** RFC 9110 section 10.1.1. */
    private static void requireKnownExpectation(RequestHead head) {
        for (var expectation : head.all("Expect")) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new Rejection(
                        417, "expectation-failed", "The only expectation that this server meets is 100-continue.");
            }
        }
    }
}

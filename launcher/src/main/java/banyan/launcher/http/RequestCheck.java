package banyan.launcher.http;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Refuses requests that two servers could read in two ways (RFC 9112 section 11, RFC 9110 section 4.2.5): what passes
 * means the same to this front, to a proxy before it and to a module behind it.
 */
final class RequestCheck {
    /** Octets of a request target; RFC 9110 section 4.1 asks for 8000 at least. */
    static final int TARGET = 8_000;

    private static final String PATH = "-._~!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?";
    private static final String TOKEN = "!#$%&'*+-.^_`|~";
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Pattern HOST =
            Pattern.compile("([-A-Za-z0-9._~!$&'()*+,;=%]*|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");
    private static final Pattern DOTS = Pattern.compile("(?i).*/(\\.|%2e){1,2}(/.*)?");

    private RequestCheck() {}

    /**
     * @throws Refusal naming what is wrong
     */
    static void check(HttpRequestPacket request) {
        version(request.getProtocolString());
        token(request.getMethod().getMethodString(), "method");
        target(request);
        headers(request.getHeaders());
        host(request);
        body(request);
    }

    private static void version(String version) {
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new Refusal(505, "http-version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
        }
    }

    private static void target(HttpRequestPacket request) {
        var path = request.getRequestURI().replaceFirst("(?i)^https?://[^/?#]*", ""); // RFC 9112 section 3.2.2
        var query = request.getQueryString();
        if (path.length() + (query == null ? 0 : query.length() + 1) > TARGET) {
            throw tooLong();
        }
        if (!path.startsWith("/")) {
            throw Refusal.malformed("The request target has to be a path, or an address with one.");
        }
        encoded(path, PATH, "path");
        if (DOTS.matcher(path).matches()) {
            throw Refusal.malformed("The path has a segment . or .., which has to be resolved before it is sent.");
        }
        if (query != null) {
            encoded(query, QUERY, "query");
        }
    }

    static Refusal tooLong() {
        return new Refusal(414, "uri-too-long", "The request target is longer than " + TARGET + " octets.");
    }

    /** RFC 3986 section 3.3 and 3.4: its characters, or two hexadecimal digits after a percent sign; never a NUL. */
    private static void encoded(String text, String punctuation, String part) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octet(text, i);
                if (octet < 1) {
                    throw Refusal.malformed(
                            "The " + part + " has a percent sign without two hexadecimal digits after it, or NUL.");
                }
                i += 2;
            } else if (!isAlphanumeric(c) && punctuation.indexOf(c) < 0) {
                throw Refusal.malformed("The " + part + " has a character that has to be percent-encoded.");
            }
        }
    }

    /** The octet that is percent-encoded here, or -1. */
    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void headers(MimeHeaders headers) {
        for (int i = 0; i < headers.size(); i++) {
            token(headers.getName(i).toString(), "header name");
            var value = headers.getValue(i).toString();
            for (int j = 0; j < value.length(); j++) {
                char c = value.charAt(j);
                if ((c < ' ' && c != '\t') || c == 0x7f) {
                    throw Refusal.malformed("A header has a control character in its value.");
                }
            }
        }
    }

    private static void host(HttpRequestPacket request) {
        int hosts = count(request.getHeaders(), Header.Host);
        if (hosts > 1 || (hosts == 0 && request.getProtocolString().equals("HTTP/1.1"))) {
            throw Refusal.malformed("A request has one Host header; this one has " + hosts + ".");
        }
        if (hosts == 1
                && !HOST.matcher(request.getHeaders().getHeader(Header.Host)).matches()) {
            throw Refusal.malformed("The Host header is not a host and, after a colon, a port.");
        }
    }

    private static void body(HttpRequestPacket request) {
        var headers = request.getHeaders();
        int lengths = count(headers, Header.ContentLength);
        int encodings = count(headers, Header.TransferEncoding);
        if (lengths + encodings == 0) {
            return;
        }
        if (lengths > 0 && encodings > 0) {
            throw Refusal.malformed("Content-Length and Transfer-Encoding contradict each other: send one of them.");
        }
        var length = Objects.requireNonNullElse(headers.getHeader(Header.ContentLength), "1");
        if (lengths > 1 || !LENGTH.matcher(length).matches()) {
            throw Refusal.malformed("Content-Length has to be one whole number.");
        }
        var encoding = Objects.requireNonNullElse(headers.getHeader(Header.TransferEncoding), "chunked");
        if (encodings > 1 || !encoding.equalsIgnoreCase("chunked")) {
            throw Refusal.malformed("The only Transfer-Encoding that this server takes is chunked.");
        }
        if (encodings > 0 && request.getProtocolString().equals("HTTP/1.0")) {
            throw Refusal.malformed("HTTP/1.0 has no Transfer-Encoding.");
        }
        var method = request.getMethod().getMethodString();
        if (!length.matches("0+") && !WITH_BODY.contains(method)) {
            throw Refusal.malformed("A " + method + " has no body here.");
        }
    }

    private static int count(MimeHeaders headers, Header header) {
        int count = 0;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.getName(i).equalsIgnoreCaseLowerCase(header.getLowerCaseBytes())) {
                count++;
            }
        }
        return count;
    }

    private static void token(String text, String what) {
        boolean valid = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            valid &= isAlphanumeric(text.charAt(i)) || TOKEN.indexOf(text.charAt(i)) >= 0;
        }
        if (!valid) {
            throw Refusal.malformed("A " + what + " may have letters, digits and " + TOKEN + " only.");
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}

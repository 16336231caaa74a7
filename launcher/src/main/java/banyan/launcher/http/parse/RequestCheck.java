package banyan.launcher.http.parse;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests that two servers could read in two ways (RFC 9112 section 11, RFC 9110 section 4.2.5): what passes
 * means the same to this front, to a proxy before it and to a module behind it.
 */
public final class RequestCheck {
    /** Octets of a request target; RFC 9110 section 4.1 asks for 8000 at least. */
    static final int TARGET = 8_000;

    private static final String IN_PATHS = "-._~!$&'()*+,;=:@/";
    private static final AsciiSet PATH = AsciiSet.alphanumericAnd(IN_PATHS);
    private static final AsciiSet QUERY = AsciiSet.alphanumericAnd(IN_PATHS + "?");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String OLD = "HTTP/1.0";
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern HOST =
            Pattern.compile("([-A-Za-z0-9._~!$&'()*+,;=%]*|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)^https?://[^/?#]*");
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|\\z)");

    private RequestCheck() {}

    /**
     * @throws Rejection naming what is wrong
     */
    public static void check(RequestHead head) {
        version(head.version());
        target(head.target());
        host(head);
        body(head);
        expectation(head);
    }

    private static void version(String version) {
        if (!version.equals("HTTP/1.1") && !version.equals(OLD)) {
            throw unknownVersion();
        }
    }

    static Rejection unknownVersion() {
        return new Rejection(505, "http-version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
    }

    private static void target(String target) {
        if (target.length() > TARGET) {
            throw longTarget();
        }
        // RFC 9112 section 3.2.2: an address is as good as its path.
        var origin = target.startsWith("/") ? target : AUTHORITY.matcher(target).replaceFirst("");
        int question = origin.indexOf('?');
        var path = question < 0 ? origin : origin.substring(0, question);
        if (!path.startsWith("/")) {
            throw Rejection.malformed("The request target has to be a path, or an address with one.");
        }
        encoded(path, PATH, "path");
        if ((path.contains("/.") || path.indexOf('%') >= 0)
                && DOTS.matcher(path).find()) {
            throw Rejection.malformed("The path has a segment . or .., which has to be resolved before it is sent.");
        }
        encoded(origin.substring(path.length()), QUERY, "query");
    }

    static Rejection longTarget() {
        return new Rejection(414, "uri-too-long", "The request target is longer than " + TARGET + " octets.");
    }

    /** RFC 3986 section 3.3 and 3.4: its characters, or two hexadecimal digits after a percent sign; never a NUL. */
    private static void encoded(String text, AsciiSet plain, String part) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int octet = octet(text, i);
                if (octet < 1) {
                    throw Rejection.malformed(
                            "The " + part + " has a percent sign without two hexadecimal digits after it, or NUL.");
                }
                i += 2;
            } else if (!plain.has(c)) {
                throw Rejection.malformed("The " + part + " has a character that has to be percent-encoded.");
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

    private static void host(RequestHead head) {
        var hosts = head.all("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && !head.version().equals(OLD))) {
            throw Rejection.malformed("A request has one Host header; this one has " + hosts.size() + ".");
        }
        if (hosts.stream().anyMatch(host -> !HOST.matcher(host).matches())) {
            throw Rejection.malformed("The Host header is not a host and, after a colon, a port.");
        }
    }

    private static void body(RequestHead head) {
        var lengths = head.all("Content-Length");
        var encodings = head.all("Transfer-Encoding");
        if (!lengths.isEmpty() && !encodings.isEmpty()) {
            throw Rejection.malformed("Content-Length and Transfer-Encoding contradict each other: send one of them.");
        }
        if (lengths.isEmpty() && encodings.isEmpty()) {
            return;
        }
        if (lengths.size() > 1
                || lengths.stream().anyMatch(length -> !LENGTH.matcher(length).matches())) {
            throw Rejection.malformed("Content-Length has to be one whole number.");
        }
        if (encodings.size() > 1 || encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("chunked"))) {
            throw Rejection.malformed("The only Transfer-Encoding that this server takes is chunked.");
        }
        if (!encodings.isEmpty() && head.version().equals(OLD)) {
            throw Rejection.malformed(OLD + " has no Transfer-Encoding.");
        }
        boolean hasBody = !encodings.isEmpty() || lengths.stream().anyMatch(length -> !length.matches("0+"));
        if (hasBody && !WITH_BODY.contains(head.method())) {
            throw Rejection.malformed("A " + head.method() + " has no body here.");
        }
    }

    /** RFC 9110 section 10.1.1. */
    private static void expectation(RequestHead head) {
        if (head.all("Expect").stream().anyMatch(what -> !what.equalsIgnoreCase("100-continue"))) {
            throw new Rejection(
                    417, "expectation-failed", "The only expectation that this server meets is 100-continue.");
        }
    }
}

package banyan.launcher.http.parse;

import banyan.core.web.problem.Problem;

/** A request is rejected for its form, before its target is looked up. It carries no stack trace: it is no bug. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String kind;
    private final String detail;

    public Rejection(int status, String kind, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.detail = detail;
    }

    public static Rejection malformed(String detail) {
        return new Rejection(400, "bad-request", detail);
    }

    /** For a body that is longer than the limit, or whose chunks are. */
    public static Rejection bodyTooLarge(String detail) {
        return new Rejection(413, "request-entity-too-large", detail);
    }

    static Rejection malformedChunks() {
        return malformed(
                "The body is not in chunks: each has its size in hexadecimal digits, CR LF, its bytes, and CR LF.");
    }

    static Rejection targetTooLong() {
        return new Rejection(414, "uri-too-long", "The request target is longer than " + HeadLimits.TARGET + " bytes.");
    }

    static Rejection headersTooLarge() {
        return new Rejection(
                431,
                "request-header-fields-too-large",
                "The headers are longer than " + HeadLimits.USUAL.bytes() + " bytes, or more than "
                        + HeadLimits.USUAL.headers() + ".");
    }

    static Rejection unknownVersion() {
        return new Rejection(505, "http-version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
    }

    public Problem problem() {
        return Problem.of(status, kind, detail);
    }
}

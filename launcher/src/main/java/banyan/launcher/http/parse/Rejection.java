package banyan.launcher.http.parse;

import banyan.core.web.problem.Problem;

/** A request that is refused for its form, before anyone looks for what it asks. Carries no stack: it is no bug. */
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

    public Problem problem() {
        return Problem.of(status, kind, detail);
    }
}

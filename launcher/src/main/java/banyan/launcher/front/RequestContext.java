package banyan.launcher.front;

import banyan.launcher.remote.CallContext;
import banyan.launcher.slots.Location;
import org.glassfish.grizzly.http.Note;
import org.glassfish.grizzly.http.server.Request;

/**
 * What the front has found out about a request, before it is answered.
 *
 * @param module whose path it is; empty for a path of the board's own, or of nobody
 * @param place where it is answered, as a {@link Location} is written; {@code vacant} if nowhere
 * @param caller on whose behalf
 */
public record RequestContext(String module, String place, CallContext caller) {
    static final String NOWHERE = "vacant";

    private static final Note<RequestContext> NOTE = Request.createNote("banyan.asked");

    /** What was noted. The front notes it before anything else hears of the request. */
    public static RequestContext of(Request request) {
        return request.getNote(NOTE);
    }

    void note(Request request) {
        request.setNote(NOTE, this);
    }
}

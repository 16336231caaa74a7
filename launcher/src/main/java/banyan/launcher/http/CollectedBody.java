package banyan.launcher.http;

import java.io.InputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.utils.BufferInputStream;

/** The body of a request. Where the port has collected it, it can be read more than once. */
public final class CollectedBody {
    private CollectedBody() {}

    /** Opens the body at its beginning, or at its next byte if the endpoint reads it as it arrives. */
    public static InputStream open(Request request) {
        var input = request.getInputBuffer();
        return input.isFinished() ? new BufferInputStream(input.getBuffer()) : request.getInputStream();
    }

    /** The length of a body that was collected. */
    public static int length(Request request) {
        return request.getInputBuffer().available();
    }
}

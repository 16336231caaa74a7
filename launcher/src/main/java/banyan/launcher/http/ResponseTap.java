package banyan.launcher.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** A copy of one response, made while it is written to the client. */
public final class ResponseTap {
    /**
     * A whole response.
     *
     * @param type its media type; null if it has none
     * @param body as text in UTF-8
     */
    public record Copy(int status, @Nullable String type, String body) {}

    private final int limit;
    private final Consumer<Optional<Copy>> receiver;
    private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isEnded;

    /**
     * @param limit bytes of a body; a longer body is not copied
     * @param receiver gets the copy of a complete response; or nothing, if the body was too long or incomplete
     */
    public ResponseTap(int limit, Consumer<Optional<Copy>> receiver) {
        this.limit = limit;
        this.receiver = receiver;
    }

    /** Discards the copy, and copies nothing more. */
    public synchronized void discard() {
        bytes = null;
    }

    /** Hands over the copy of a response that has ended. */
    public void end(Response response) {
        receiver.accept(copy(response));
    }

    private synchronized Optional<Copy> copy(Response response) {
        if (bytes == null || !(isEnded || bytes.size() == response.getContentLengthLong())) {
            return Optional.empty();
        }
        return Optional.of(
                new Copy(response.getStatus(), response.getContentType(), bytes.toString(StandardCharsets.UTF_8)));
    }

    synchronized void add(Buffer part, boolean isLast) {
        int length = part.remaining();
        if (bytes != null && bytes.size() + length > limit) {
            discard();
        }
        if (bytes != null) {
            var copied = new byte[length];
            part.get(copied);
            part.position(part.position() - length);
            bytes.writeBytes(copied);
            isEnded = isLast;
        }
    }
}

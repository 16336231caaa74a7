package banyan.launcher.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Note;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** A copy of one answer, made while it is written to who asked. */
public final class ResponseTap {
    private static final Note<ResponseTap> NOTE = Request.createNote("banyan.answer-copy");

    /**
     * What was answered.
     *
     * @param type its media type; null if it has none
     * @param body as text in UTF-8
     */
    public record Answered(int status, @Nullable String type, String body) {}

    private final int most;
    private final Consumer<Optional<Answered>> taker;
    private @Nullable ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private boolean isEnded;

    private ResponseTap(int most, Consumer<Optional<Answered>> taker) {
        this.most = most;
        this.taker = taker;
    }

    /**
     * Asks for a copy of the answer to this request, before it is answered.
     *
     * @param most octets of a body; a longer one is not copied
     * @param taker gets it when all of it has been written; or nothing, if it was longer or was broken off
     */
    public static ResponseTap of(Request request, int most, Consumer<Optional<Answered>> taker) {
        var copy = new ResponseTap(most, taker);
        request.setNote(NOTE, copy);
        return copy;
    }

    /** Keeps nothing of it, now or later: nobody wants the copy any more. */
    public synchronized void drop() {
        octets = null;
    }

    /** Hands the copy over, if one was asked for. */
    public static void end(Request request) {
        var copy = request.getNote(NOTE);
        if (copy != null) {
            copy.taker.accept(copy.taken(request.getResponse()));
        }
    }

    private synchronized Optional<Answered> taken(Response response) {
        if (octets == null || !(isEnded || octets.size() == response.getContentLengthLong())) {
            return Optional.empty();
        }
        return Optional.of(
                new Answered(response.getStatus(), response.getContentType(), octets.toString(StandardCharsets.UTF_8)));
    }

    private synchronized void add(Buffer part, boolean isLast) {
        int length = part.remaining();
        if (octets != null && octets.size() + length > most) {
            drop();
        }
        if (octets != null) {
            var copied = new byte[length];
            part.get(copied);
            part.position(part.position() - length);
            octets.writeBytes(copied);
            isEnded = isLast;
        }
    }

    /** Sees each part of each answer on its way out. */
    public static final class Filter extends BaseFilter {
        @Override
        public NextAction handleWrite(FilterChainContext context) {
            if (context.getMessage() instanceof HttpContent content
                    && content.getHttpHeader() instanceof HttpResponsePacket response) {
                var copy = response.getRequest().getNote(NOTE);
                if (copy != null) {
                    copy.add(content.getContent(), content.isLast());
                }
            }
            return context.getInvokeAction();
        }
    }
}

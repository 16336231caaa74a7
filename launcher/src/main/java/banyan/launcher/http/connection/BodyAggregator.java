package banyan.launcher.http.connection;

import banyan.core.web.json.JsonInput;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.parse.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Holds a request back until its body has arrived, so that no worker waits for a slow client. The time limit for a request to
 * arrive continues meanwhile. A body that the endpoint reads itself passes at once.
 */
public final class BodyAggregator extends BaseFilter {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Endpoint endpoint;
    private final FinalResponse finalResponse;

    public BodyAggregator(Endpoint endpoint, FinalResponse finalResponse) {
        this.endpoint = endpoint;
        this.finalResponse = finalResponse;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        return context.getMessage() instanceof HttpContent content
                        && content.getHttpHeader() instanceof HttpRequestPacket request
                        && !endpoint.readsBody(request)
                ? aggregate(request, content, context)
                : context.getInvokeAction();
    }

    private NextAction aggregate(HttpRequestPacket request, HttpContent content, FilterChainContext context) {
        long bytes = Math.max(request.getContentLength(), content.getContent().remaining());
        if (bytes > JsonInput.MAX_BYTES) {
            content.recycle();
            finalResponse.write(context.getConnection(), tooLarge().problem());
            return context.getStopAction();
        }
        if (content.isLast()) {
            return context.getInvokeAction();
        }
        if (request.requiresAcknowledgement()) {
            request.getResponse().acknowledged();
            sendContinue(context.getConnection());
        }
        return context.getStopAction(content);
    }

    /** RFC 9110 section 10.1.1. */
    private static void sendContinue(Connection<?> connection) {
        var unused = connection.write(Buffers.wrap(connection.getMemoryManager(), CONTINUE));
    }

    private static Rejection tooLarge() {
        return Rejection.bodyTooLarge("A body has at most " + JsonInput.MAX_BYTES + " bytes.");
    }
}

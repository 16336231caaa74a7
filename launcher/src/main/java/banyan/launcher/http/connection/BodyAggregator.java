package banyan.launcher.http.connection;

import banyan.core.web.JsonInput;
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
 * Holds a request back until its body is here, so that no worker waits for who sends slowly. The time limit for a request
 * to arrive goes on meanwhile. Only a body that the endpoint reads itself goes by.
 */
public final class BodyAggregator extends BaseFilter {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Endpoint endpoint;
    private final FinalResponse lastAnswer;

    public BodyAggregator(Endpoint endpoint, FinalResponse lastAnswer) {
        this.endpoint = endpoint;
        this.lastAnswer = lastAnswer;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)
                || endpoint.readsBody(request)) {
            return context.getInvokeAction();
        }
        long octets = Math.max(request.getContentLength(), content.getContent().remaining());
        if (octets > JsonInput.OCTETS) {
            content.recycle();
            lastAnswer.write(context.getConnection(), tooLarge().problem());
            return context.getStopAction();
        }
        if (content.isLast()) {
            return context.getInvokeAction();
        }
        if (request.requiresAcknowledgement()) {
            request.getResponse().acknowledged();
            goOn(context.getConnection());
        }
        return context.getStopAction(content);
    }

    /** RFC 9110 section 10.1.1. */
    private static void goOn(Connection<?> connection) {
        var unused = connection.write(Buffers.wrap(connection.getMemoryManager(), CONTINUE));
    }

    private static Rejection tooLarge() {
        return new Rejection(413, "request-entity-too-large", "A body has " + JsonInput.OCTETS + " octets at most.");
    }
}

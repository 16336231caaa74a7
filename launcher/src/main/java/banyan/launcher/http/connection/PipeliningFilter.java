package banyan.launcher.http.connection;

import banyan.launcher.http.RequestContext;
import java.io.IOException;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.utils.DelayedExecutor;

/**
 * Handles the requests of a connection one after the other: the next one waits, without a thread, until the client has read
 * the response before. Otherwise a client that sends requests and reads nothing would fill the memory.
 *
 * <p>A suspended request may be resumed to be handled again, like a request that has just arrived: with a new response, and
 * with the body that the port has collected.
 */
public final class PipeliningFilter extends HttpServerFilter {
    /** The attribute in which the superclass keeps the request that it handles. */
    private static final Attribute<Object> IN_PROGRESS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("HttpServerFilter.Request");

    public PipeliningFilter(ServerFilterConfiguration settings, DelayedExecutor timeouts) {
        super(settings, timeouts);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Grizzly has one object for each action
    public NextAction handleRead(FilterChainContext context) throws IOException {
        var done = context.getStopAction();
        var connection = context.getConnection();
        if (context.getMessage() instanceof Response response
                && RequestContext.of(response.getRequest()).startsAgain()) {
            restart(response, context);
        }
        var action = super.handleRead(context);
        if (action != done || !connection.isOpen() || Connections.unread(connection) == 0) {
            return action; // if the response is not complete, another thread may use the context by now
        }
        context.suspend();
        context.flush(new EmptyCompletionHandler<Object>() {
            @Override
            public void completed(Object written) {
                context.resume(done);
            }
        });
        return context.getSuspendAction();
    }

    private static void restart(Response response, FilterChainContext context) {
        var request = response.getRequest();
        var head = request.getRequest();
        response.reset();
        IN_PROGRESS.remove(head.getProcessingState().getHttpContext());
        context.setMessage(head.httpContentBuilder()
                .content(request.getInputBuffer().readBuffer())
                .last(true)
                .build());
    }
}

package banyan.launcher.http.connection;

import java.io.IOException;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.utils.DelayedExecutor;

/**
 * Handles the requests of a connection one after the other: the next one waits, without a thread, until the client has read
 * the response before. Otherwise a client that sends requests and reads nothing would fill the memory.
 */
public final class PipeliningFilter extends HttpServerFilter {
    public PipeliningFilter(ServerFilterConfiguration settings, DelayedExecutor timeouts) {
        super(settings, timeouts);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Grizzly has one object for each action
    public NextAction handleRead(FilterChainContext context) throws IOException {
        var done = context.getStopAction();
        var connection = context.getConnection();
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
}

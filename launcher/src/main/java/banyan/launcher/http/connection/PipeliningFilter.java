package banyan.launcher.http.connection;

import java.io.IOException;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.ServerFilterConfiguration;
import org.glassfish.grizzly.utils.DelayedExecutor;

/**
 * Has requests answered one after the other: the next one of a connection waits, without a thread, until the response before
 * has been read. Else a client that sends requests and reads nothing would fill the memory.
 */
public final class PipeliningFilter extends HttpServerFilter {
    public PipeliningFilter(ServerFilterConfiguration settings, DelayedExecutor timeouts) {
        super(settings, timeouts);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the action is one of Grizzly's own
    public NextAction handleRead(FilterChainContext context) throws IOException {
        var done = context.getStopAction();
        var connection = context.getConnection();
        var action = super.handleRead(context);
        if (action != done || !connection.isOpen() || Connections.unread(connection) == 0) {
            return action; // the context may belong to another thread by now, if the response is not done
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

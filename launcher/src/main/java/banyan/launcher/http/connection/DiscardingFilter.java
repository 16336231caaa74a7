package banyan.launcher.http.connection;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Discards input after a rejected request: if the port closed at once, the client would lose the response. */
public final class DiscardingFilter extends BaseFilter {
    private final Connections connections;

    public DiscardingFilter(Connections connections) {
        this.connections = connections;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (connections.state(context.getConnection()).stage() != ConnectionState.Stage.REJECTED) {
            return context.getInvokeAction();
        }
        if (context.getMessage() instanceof Buffer bytes) {
            bytes.tryDispose();
        }
        return context.getStopAction();
    }
}

package banyan.launcher.http.connection;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Drops what still comes from one who was refused: to close at once would take the answer away. */
public final class DiscardingFilter extends BaseFilter {
    private final Connections connections;

    public DiscardingFilter(Connections connections) {
        this.connections = connections;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (connections.visit(context.getConnection()).stage() != ConnectionState.Stage.REFUSED) {
            return context.getInvokeAction();
        }
        if (context.getMessage() instanceof Buffer octets) {
            octets.tryDispose();
        }
        return context.getStopAction();
    }
}

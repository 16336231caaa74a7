package banyan.launcher.http.server;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.Responses;
import banyan.launcher.http.connection.ConnectionState;
import banyan.launcher.http.connection.Connections;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.jspecify.annotations.Nullable;

/** Passes each request to the endpoint on the right thread, and makes sure that it gets a response. */
final class Dispatch extends HttpHandler implements RequestExecutorProvider {
    private final Endpoint endpoint;
    private final Workers workers;
    private final Connections connections;
    private final ClientAddressResolver clients;
    private final Observer observer;
    private final BooleanSupplier draining;

    Dispatch(
            Endpoint endpoint,
            Workers workers,
            Connections connections,
            ClientAddressResolver clients,
            Observer observer,
            BooleanSupplier draining) {
        this.endpoint = endpoint;
        this.workers = workers;
        this.connections = connections;
        this.clients = clients;
        this.observer = observer;
        this.draining = draining;
    }

    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return this;
    }

    /** Null is the selector thread, which must not block. A request without room in the queue is rejected on that thread. */
    @Override
    public @Nullable Executor getExecutor(Request request) {
        connections.state(request.getContext().getConnection()).enter(ConnectionState.Stage.REQUEST);
        var context = RequestContext.note(request, clients);
        var handling = endpoint.handle(request);
        context.handle(handling);
        return handling.blocks() ? workers.of(context) : null;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        var connection = request.getContext().getConnection();
        request.addAfterServiceListener(done -> end(connection, done));
        // Grizzly adds the date too late for a response from memory: by then it takes a header for a trailer, and drops
        // it.
        response.setHeader("Date", FastHttpDateFormat.getCurrentDate());
        if (draining.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
        try {
            respond(request, response);
        } catch (Exception | Error e) {
            UnexpectedFailure.respond(response, e);
        }
    }

    private static void respond(Request request, Response response) throws Exception {
        var handling = RequestContext.of(request).handling();
        if (handling.blocks() && !Workers.isWorker()) {
            Responses.problem(
                    response, 503, "unavailable", "Too many requests are waiting here; try again in a second.");
        } else {
            handling.responder().respond(request, response);
        }
    }

    private void end(Connection<?> connection, Request request) {
        connections.state(connection).enter(ConnectionState.Stage.IDLE);
        var context = RequestContext.of(request);
        if (context.tap() != null) {
            context.tap().end(request.getResponse());
        }
        observer.responded(request, System.nanoTime() - context.arrival());
    }
}

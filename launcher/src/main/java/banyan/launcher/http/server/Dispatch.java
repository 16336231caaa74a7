package banyan.launcher.http.server;

import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.ResponseTap;
import banyan.launcher.http.Responses;
import banyan.launcher.http.connection.ConnectionState;
import banyan.launcher.http.connection.Connections;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.http.Note;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.jspecify.annotations.Nullable;

/** Brings each request to the endpoint on the right thread, and makes sure that it is answered. */
final class Dispatch extends HttpHandler implements RequestExecutorProvider {
    private static final Note<Begun> BEGUN = Request.createNote("banyan.begun");

    /** A request that has arrived, from then on. */
    private record Begun(RequestHandling work, long at) {}

    private final Endpoint endpoint;
    private final Workers workers;
    private final Connections connections;
    private final Observer observer;
    private final BooleanSupplier draining;

    Dispatch(Endpoint endpoint, Workers workers, Connections connections, Observer observer, BooleanSupplier draining) {
        this.endpoint = endpoint;
        this.workers = workers;
        this.connections = connections;
        this.observer = observer;
        this.draining = draining;
    }

    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return this;
    }

    /** Null is the selector thread, where nothing may wait; a request that finds no place there is told so at once. */
    @Override
    public @Nullable Executor getExecutor(Request request) {
        long now = System.nanoTime();
        var state = connections.state(request.getContext().getConnection());
        state.enter(ConnectionState.Stage.REQUEST);
        var work = endpoint.work(request);
        request.setNote(BEGUN, new Begun(work, now));
        if (!work.blocks()) {
            return null;
        }
        var client = work.client() == null ? state.client() : work.client();
        return workers.of(request.getMethod(), request.getQueryString(), client);
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        var connection = request.getContext().getConnection();
        var begun = request.getNote(BEGUN);
        request.addAfterServiceListener(done -> {
            connections.state(connection).enter(ConnectionState.Stage.IDLE);
            ResponseTap.end(done);
            observer.responded(done, System.nanoTime() - begun.at());
        });
        // Grizzly adds it too late for an answer from memory: by then it takes what is added for a trailer, and drops
        // it.
        response.setHeader("Date", FastHttpDateFormat.getCurrentDate());
        if (draining.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
        try {
            if (begun.work().blocks() && !Workers.isWorker()) {
                refuse(response);
            } else {
                begun.work().answer().answer(request, response);
            }
        } catch (Exception | Error e) {
            UnexpectedFailure.answer(response, e);
        }
    }

    private static void refuse(Response response) throws IOException {
        Responses.problem(response, 503, "unavailable", "Too many requests are waiting here; try again in a second.");
    }
}

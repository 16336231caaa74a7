package banyan.launcher.http;

import banyan.core.BoardException;
import banyan.core.web.params.ClientAddress;
import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.Trace;
import java.net.InetAddress;
import java.util.Objects;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Note;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request, noted once on it when it arrives. The headers of proxies and of other launchers are parsed here
 * and nowhere else. The thread that handles the request sets the rest; one thread at a time does so.
 */
public final class RequestContext {
    private static final Note<RequestContext> NOTE = Request.createNote("banyan.request");
    private static final String HERE = "here";

    private final long arrival = System.nanoTime();
    private final Method method;
    private final String path;
    private final @Nullable String query;
    private final MimeHeaders headers;
    private final InetAddress client;
    private final CallContext caller;
    private final boolean isLongPoll;
    private String module = "";
    private String location = HERE;
    private @Nullable RequestHandling handling;
    private @Nullable ResponseTap tap;
    private @Nullable Suspension suspension;
    private @Nullable BoardException failure;
    private volatile boolean isRepeated;
    private boolean isStartedAgain;

    /**
     * @param headers of the request; they are read when they are needed
     * @param client where the request comes from, before all trusted proxies
     */
    public RequestContext(Method method, String path, @Nullable String query, MimeHeaders headers, InetAddress client) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.client = client;
        caller = CallContext.of(
                headers.getHeader(Trace.HEADER),
                headers.getHeader(CallContext.HOPS),
                headers.getHeader(CallContext.TIME_LEFT));
        isLongPoll = LongPollQuery.isIn(method, query);
    }

    /** Notes the context of a request that has arrived; returns the same one for a request that is handled again. */
    public static RequestContext note(Request request, ClientAddressResolver clients) {
        var before = of(request.getRequest());
        if (before != null && before.isStartedAgain) {
            before.isStartedAgain = false;
            return before;
        }
        var context = new RequestContext(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                request.getRequest().getHeaders(),
                clients.of(request));
        request.setNote(NOTE, context);
        return context;
    }

    /** The context that was noted. A port notes it before the endpoint and the observers see the request. */
    public static RequestContext of(Request request) {
        return Objects.requireNonNull(request.getNote(NOTE));
    }

    /** The context that was noted; null for a request that was rejected. */
    static @Nullable RequestContext of(HttpRequestPacket request) {
        return request.getNote(NOTE);
    }

    /** When all of the request had arrived, in {@link System#nanoTime()}. */
    public long arrival() {
        return arrival;
    }

    public Method method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Path and query, as the client has sent them. */
    public String target() {
        return query == null ? path : path + "?" + query;
    }

    /** The first header of this name; null if there is none. */
    public @Nullable String header(String name) {
        return headers.getHeader(name);
    }

    /** The values of all headers of this name. */
    public Iterable<String> headers(String name) {
        return headers.values(name);
    }

    public InetAddress client() {
        return client;
    }

    /** The network of the client, for limits. */
    public String clientNetwork() {
        return ClientAddress.network(client);
    }

    public CallContext caller() {
        return caller;
    }

    /** Whether the request may wait for news. */
    public boolean isLongPoll() {
        return isLongPoll;
    }

    /**
     * Sets the result of the routing.
     *
     * @param module of the path; empty for a path of the board's own, or of no module
     * @param location where the request is handled, as the slots name it
     */
    public void route(String module, String location) {
        this.module = module;
        this.location = location;
    }

    public String module() {
        return module;
    }

    public String location() {
        return location;
    }

    /** Sets how the endpoint handles the request. */
    public void handle(RequestHandling handling) {
        this.handling = handling;
    }

    public RequestHandling handling() {
        return Objects.requireNonNull(handling);
    }

    /** Copies the response while it is written. */
    public void tap(ResponseTap tap) {
        this.tap = tap;
    }

    public @Nullable ResponseTap tap() {
        return tap;
    }

    /**
     * Suspends the response, or lets a suspended one wait for another task.
     *
     * @param gone is run if the client goes before the response ends
     */
    public void suspend(Response response, Runnable gone) {
        if (suspension == null) {
            suspension = Suspension.of(response, gone);
        } else {
            suspension.await(gone);
        }
    }

    /**
     * Lets the port handle the request again, as if it had arrived now, on the thread that its new handling needs. Its response
     * has to be suspended, with nothing written to it.
     */
    public void repeat(Response response) {
        isRepeated = true;
        Responses.resume(response);
    }

    /** Handles the request again, and nothing more is to be tried: its response is this failure. */
    public void repeat(Response response, BoardException failure) {
        this.failure = failure;
        repeat(response);
    }

    /** The failure that is the response to the request; null if it is still to be decided. */
    public @Nullable BoardException failure() {
        return failure;
    }

    /** Whether the request that is resumed is to be handled again. Once, if so. */
    public boolean startsAgain() {
        boolean starts = isRepeated;
        if (starts) {
            isRepeated = false;
            isStartedAgain = true;
            suspension = null;
        }
        return starts;
    }
}

package banyan.launcher.jersey;

import banyan.core.BoardException;
import banyan.core.DataState;
import banyan.core.web.problem.NotHomeStatus;
import banyan.launcher.http.Responses;
import banyan.launcher.http.server.UnexpectedFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the response of a resource to the port, when the resource returns or later. */
final class JerseyResponseWriter implements ContainerResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JerseyResponseWriter.class);
    private static final long NO_TIMEOUT = -1;
    private static final int HTTP_OK = 200;

    private final Response response;
    private final boolean mayWithhold;
    private final AtomicBoolean isComplete = new AtomicBoolean();
    private volatile boolean isSuspended;
    private boolean isStreamed;
    private @Nullable ResponseBody body;
    private @Nullable Exception bodyFailure;
    private @Nullable BoardException withheld;

    /**
     * @param mayWithhold whether {@link #end} throws the failure NOT_HOME, in place of a response, for the caller to handle
     */
    JerseyResponseWriter(Response response, boolean mayWithhold) {
        this.response = response;
        this.mayWithhold = mayWithhold;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse result) {
        var status = result.getStatusInfo();
        if (status instanceof NotHomeStatus notHome && mayWithhold && !isSuspended) {
            withheld = notHome.failure();
            return OutputStream.nullOutputStream();
        }
        var cacheable = cacheable(result);
        if (cacheable != null) {
            body = cacheable;
            return body;
        }
        response.setStatus(status.getStatusCode(), status.getReasonPhrase());
        response.setContentLengthLong(length);
        result.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        body = isStreamed ? new StreamedBody(response) : new BufferedBody(response);
        return body;
    }

    /** @param isStreamed whether the resource decides when a part of the response is sent */
    void stream(boolean isStreamed) {
        this.isStreamed = isStreamed;
    }

    private @Nullable ResponseBody cacheable(ContainerResponse result) {
        var request = result.getRequestContext();
        return result.getStatus() == HTTP_OK
                        && !isSuspended
                        && request.getProperty(ResponseCaching.PROPERTY) instanceof ResponseCaching caching
                        && request.getProperty(CacheableFilter.STATE) instanceof DataState state
                ? new CacheableBody(response, caching, state, result.getStringHeaders())
                : null;
    }

    /** So that the length of a short response is known before its headers are written. */
    @Override
    public boolean enableResponseBuffering() {
        return !isStreamed;
    }

    /** Completes a suspended response; {@link #end} completes any other one. */
    @Override
    public void commit() {
        if (isSuspended) {
            complete(this::send);
        }
    }

    /**
     * Completes the response, unless the resource does so later.
     *
     * @throws BoardException NOT_HOME if the response is withheld
     */
    void end() throws IOException {
        if (withheld != null) {
            throw withheld;
        }
        if (!isSuspended) {
            send();
        }
    }

    /** Whether the body has begun: then the failure ends the connection, because the client must not take it for complete. */
    boolean isBrokenBy(Exception failure) {
        if (body != null) {
            bodyFailure = failure;
        }
        return body != null;
    }

    private void send() throws IOException {
        if (bodyFailure instanceof IOException known) {
            throw known;
        }
        if (bodyFailure instanceof RuntimeException known) {
            throw known;
        }
        if (body != null) {
            body.send();
        }
    }

    /** The port handles a failure while the request is on its worker. */
    @Override
    public void failure(Throwable failure) {
        if (isSuspended) {
            complete(() -> UnexpectedFailure.inPlaceOf(response, failure));
        } else {
            throw failure instanceof RuntimeException known ? known : new ContainerException(failure);
        }
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
        isSuspended = true;
        response.suspend(NO_TIMEOUT, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                isComplete.set(true); // the client has gone, and another request may use the response by now
            }
        });
        return true;
    }

    /** A long poll has its own time limit. */
    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        throw new IllegalStateException("a suspended response has no time limit here");
    }

    /** Completes a response once, whatever fails: otherwise the client, and the end of the board, would wait for ever. */
    void complete(Completion completion) {
        if (isComplete.getAndSet(true)) {
            return;
        }
        try {
            completion.write();
        } catch (Exception | Error e) {
            fail(e);
        } finally {
            Responses.resume(response);
        }
    }

    private void fail(Throwable failure) {
        try {
            UnexpectedFailure.inPlaceOf(response, failure);
        } catch (IOException e) {
            LOG.debug("A client has gone before its response: {}", e.getMessage());
        }
    }

    @FunctionalInterface
    interface Completion {
        void write() throws IOException;
    }
}

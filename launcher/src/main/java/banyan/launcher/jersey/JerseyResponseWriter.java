package banyan.launcher.jersey;

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

/** Gives what a resource answers to the port, when it returns or later. */
final class JerseyResponseWriter implements ContainerResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JerseyResponseWriter.class);
    private static final long NO_TIMEOUT = -1;

    private final Response response;
    private final AtomicBoolean isGiven = new AtomicBoolean();
    private volatile boolean isSuspended;
    private @Nullable BufferedBody body;
    private @Nullable Exception bodyFailure;

    JerseyResponseWriter(Response response) {
        this.response = response;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        var status = answer.getStatusInfo();
        response.setStatus(status.getStatusCode(), status.getReasonPhrase());
        response.setContentLengthLong(length);
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        body = new BufferedBody(response);
        return body;
    }

    /** So that the length of a short answer is known before its headers are written. */
    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    /** Gives a response that was waited for; any other one is given by {@link #end}. */
    @Override
    public void commit() {
        if (isSuspended) {
            give(this::send);
        }
    }

    /** Gives the response, unless the resource gives it later. */
    void end() throws IOException {
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

    /** The port answers for what fails here, while it listens. */
    @Override
    public void failure(Throwable failure) {
        if (isSuspended) {
            give(() -> UnexpectedFailure.inPlaceOf(response, failure));
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
                isGiven.set(true); // nobody is there, and another request may have the response by now
            }
        });
        return true;
    }

    /** What waits here says itself for how long. */
    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        throw new IllegalStateException("a suspended response has no time limit here");
    }

    /** Whatever happens, a response is given once, and ends: a client would wait for ever, and so would the end of the board. */
    void give(Giving giving) {
        if (isGiven.getAndSet(true)) {
            return;
        }
        try {
            giving.give();
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
    interface Giving {
        void give() throws IOException;
    }
}

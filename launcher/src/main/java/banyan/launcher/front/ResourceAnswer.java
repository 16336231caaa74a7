package banyan.launcher.front;

import banyan.core.web.Problem;
import banyan.launcher.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what a resource answers to the port, when it returns or later. */
final class ResourceAnswer implements ContainerResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceAnswer.class);

    private final Response response;
    private boolean isSuspended;
    private @Nullable ResourceBody body;

    ResourceAnswer(Response response) {
        this.response = response;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        var status = answer.getStatusInfo();
        response.setStatus(status.getStatusCode(), status.getReasonPhrase());
        response.setContentLengthLong(length);
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        body = new ResourceBody(response);
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

    private void send() throws IOException {
        if (body != null) {
            body.send();
        }
    }

    /** The port answers for what fails here, while it listens. */
    @Override
    public void failure(Throwable failure) {
        if (isSuspended) {
            var problem = Problem.of(
                    500, "internal-server-error", "Something went wrong here; the log has it by its instance.");
            LOG.error("{}", problem.instance(), failure);
            give(() -> Answer.problem(response, problem));
        } else {
            throw failure instanceof RuntimeException known ? known : new ContainerException(failure);
        }
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
        isSuspended = true;
        response.suspend();
        return true;
    }

    /** What waits here says itself for how long. */
    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        throw new IllegalStateException("a suspended response has no time limit here");
    }

    private void give(Giving giving) {
        try {
            giving.give();
        } catch (IOException e) {
            LOG.debug("A client has gone before its response: {}", e.getMessage());
        }
        Suspended.resume(response);
    }

    @FunctionalInterface
    private interface Giving {
        void give() throws IOException;
    }
}

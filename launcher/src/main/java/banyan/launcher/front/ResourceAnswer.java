package banyan.launcher.front;

import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** Gives what a resource answers to the port. A resource answers before it returns. */
record ResourceAnswer(Response response) implements ContainerResponseWriter {
    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        var status = answer.getStatusInfo();
        response.setStatus(status.getStatusCode(), status.getReasonPhrase());
        response.setContentLengthLong(length);
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return response.getOutputStream();
    }

    /** So that the length of a short answer is known before its headers are written. */
    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    @Override
    public void commit() {
        // the port does, when the worker is done
    }

    /** The port answers for what fails here. */
    @Override
    public void failure(Throwable failure) {
        throw failure instanceof RuntimeException known ? known : new ContainerException(failure);
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
        return false;
    }

    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        throw new IllegalStateException("no answer is suspended");
    }
}

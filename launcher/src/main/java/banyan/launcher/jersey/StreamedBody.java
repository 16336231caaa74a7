package banyan.launcher.jersey;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/** The body of a response that its resource sends part by part: what the resource flushes reaches the client at once. */
final class StreamedBody extends ResponseBody {
    private final Response response;

    StreamedBody(Response response) {
        this.response = response;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        response.getOutputStream().write(bytes, start, length);
    }

    @Override
    public void flush() throws IOException {
        response.getOutputStream().flush();
    }

    /** Everything has been written. */
    @Override
    void send() {}
}

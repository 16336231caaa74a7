package banyan.launcher.jersey;

import banyan.launcher.http.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.glassfish.grizzly.http.server.Response;

/**
 * The body of a response, collected and then written to the port at once, so that no worker waits for the client. A body that is
 * longer than the port keeps for a connection is written in parts.
 */
final class BufferedBody extends ResponseBody {
    private final Response response;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean isLong;

    BufferedBody(Response response) {
        this.response = response;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (!isLong && collected.size() + length > Limits.UNREAD_OF_CONNECTION) {
            isLong = true;
            collected.writeTo(response.getOutputStream());
            collected.reset();
        }
        if (isLong) {
            response.getOutputStream().write(bytes, start, length);
        } else {
            collected.write(bytes, start, length);
        }
    }

    @Override
    void send() throws IOException {
        if (isLong || collected.size() == 0) {
            return;
        }
        if (response.getContentLengthLong() < 0) {
            response.setContentLengthLong(collected.size());
        }
        collected.writeTo(response.getOutputStream());
    }
}

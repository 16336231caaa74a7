package banyan.launcher.jersey;

import banyan.launcher.http.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.glassfish.grizzly.http.server.Response;

/**
 * The body of a response, collected and then given to the port as one, so that no worker waits for the client. One that is
 * longer than the port keeps for a connection goes on piece by piece.
 */
final class BufferedBody extends OutputStream {
    private final Response response;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean isLong;

    BufferedBody(Response response) {
        this.response = response;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int start, int length) throws IOException {
        if (!isLong && collected.size() + length > Limits.UNREAD_OF_CONNECTION) {
            isLong = true;
            collected.writeTo(response.getOutputStream());
            collected.reset();
        }
        if (isLong) {
            response.getOutputStream().write(octets, start, length);
        } else {
            collected.write(octets, start, length);
        }
    }

    /** Gives the port what it does not have yet. */
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

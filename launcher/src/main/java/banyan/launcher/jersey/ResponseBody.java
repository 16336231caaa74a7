package banyan.launcher.jersey;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a response, which is collected before it is written to the port. */
abstract class ResponseBody extends OutputStream {
    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** Writes the rest to the port. */
    abstract void send() throws IOException;
}

package banyan.launcher.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes lines in one form to one stream, many at once. Another form or stream is used from the next line on. */
final class LogWriter {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private volatile Encoder<ILoggingEvent> encoder;
    private volatile OutputStream out;

    public LogWriter(Encoder<ILoggingEvent> encoder, OutputStream out) {
        this.encoder = encoder;
        this.out = out;
    }

    public void use(Encoder<ILoggingEvent> other) {
        encoder = other;
    }

    public void use(OutputStream other) {
        out = other;
    }

    void add(ILoggingEvent line) {
        lines.writeBytes(encoder.encode(line));
    }

    /** A failure is not reported, because there is no other place to report it. */
    void flush() throws IOException {
        if (lines.size() == 0) {
            return;
        }
        try {
            lines.writeTo(out);
            out.flush();
        } finally {
            lines.reset();
        }
    }
}

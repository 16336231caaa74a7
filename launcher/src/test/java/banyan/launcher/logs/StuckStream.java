package banyan.launcher.logs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pipe that is full until it is read. */
final class StuckStream extends OutputStream {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch reader = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        entered.countDown();
        try {
            reader.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        written.write(bytes, offset, length);
    }

    /** Waits until the writer is blocked. */
    boolean isFull() throws InterruptedException {
        return entered.await(60, TimeUnit.SECONDS);
    }

    void read() {
        reader.countDown();
    }

    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}

package banyan.launcher.proxy;

import banyan.core.FatalError;
import banyan.core.web.problem.Problem;
import banyan.launcher.http.Responses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.memory.Buffers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A response from another process, streamed to the client as fast as both sides can. */
public final class StreamedResponse {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedResponse.class);

    private final Response response;
    private final Connection<?> connection;
    private final NIOOutputStream out;
    private final AtomicBoolean isOver = new AtomicBoolean();

    public StreamedResponse(Response response) {
        this.response = response;
        connection = response.getRequest().getContext().getConnection();
        out = response.getNIOOutputStream();
    }

    void begin(org.eclipse.jetty.client.Response head) {
        response.setStatus(head.getStatus());
        ForwardedHeaders.copy(head.getHeaders(), response);
    }

    /** Forwards the content that has arrived, then waits for more content or for room, without a thread. */
    void pass(Content.Source content) {
        try {
            forward(content);
        } catch (IOException e) {
            content.fail(e);
            breakOff();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("A response could not be forwarded", e);
            content.fail(e);
            breakOff();
        }
    }

    private void forward(Content.Source content) throws IOException {
        while (out.canWrite()) {
            var chunk = content.read();
            if (chunk == null) {
                out.flush();
                content.demand(() -> pass(content));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                return; // the end of the exchange reports the failure too
            }
            write(chunk);
            if (chunk.isLast()) {
                whenWritable(this::resume);
                return;
            }
        }
        whenWritable(() -> pass(content));
    }

    public void problem(Problem problem) {
        respond(() -> Responses.problem(response, problem));
    }

    /** Writes a JSON document from memory. */
    public void json(byte[] document) {
        respond(() -> Responses.json(response, document));
    }

    private void respond(Writing writing) {
        try {
            writing.write();
            resume();
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
            resume();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("A response could not be written", e);
            breakOff();
        }
    }

    /** Closes the connection: a client would take its next response for the rest of an incomplete one. */
    void breakOff() {
        if (isOver.compareAndSet(false, true)) {
            connection.terminateSilently();
        }
    }

    private void write(Content.Chunk chunk) throws IOException {
        var bytes = ByteBuffer.allocate(chunk.remaining())
                .put(chunk.getByteBuffer())
                .flip();
        chunk.release();
        if (bytes.hasRemaining()) {
            out.write(Buffers.wrap(response.getRequest().getContext().getMemoryManager(), bytes));
        }
    }

    private void whenWritable(Runnable next) {
        out.notifyCanWrite(new WriteHandler() {
            @Override
            public void onWritePossible() {
                next.run();
            }

            @Override
            public void onError(Throwable failure) {
                breakOff();
            }
        });
    }

    private void resume() {
        if (isOver.compareAndSet(false, true)) {
            Responses.resume(response);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}

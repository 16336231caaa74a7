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

/** One who waits for an answer that comes from another process, and gets it as fast as both sides can. */
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

    void begin(org.eclipse.jetty.client.Response answer) {
        response.setStatus(answer.getStatus());
        ForwardedHeaders.copy(answer.getHeaders(), response);
    }

    /** Passes on what is there, then waits for more of it or for room, without a thread. */
    void pass(Content.Source content) {
        try {
            while (out.canWrite()) {
                var chunk = content.read();
                if (chunk == null) {
                    out.flush();
                    content.demand(() -> pass(content));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    return; // the end of the exchange says so too
                }
                write(chunk);
                if (chunk.isLast()) {
                    whenWritable(this::resume);
                    return;
                }
            }
            whenWritable(() -> pass(content));
        } catch (IOException e) {
            content.fail(e);
            breakOff();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("A response could not be passed on", e);
            content.fail(e);
            breakOff();
        }
    }

    public void problem(Problem problem) {
        give(() -> Responses.problem(response, problem));
    }

    /** A JSON document from memory. */
    public void json(byte[] document) {
        give(() -> Responses.json(response, document));
    }

    private void give(Giving giving) {
        try {
            giving.give();
            resume();
        } catch (IOException e) {
            LOG.debug("who asked has gone", e);
            resume();
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("A response could not be given", e);
            breakOff();
        }
    }

    /** Half an answer on a connection that goes on would be completed with the next one. */
    void breakOff() {
        if (isOver.compareAndSet(false, true)) {
            connection.terminateSilently();
        }
    }

    private void write(Content.Chunk chunk) throws IOException {
        var octets = ByteBuffer.allocate(chunk.remaining())
                .put(chunk.getByteBuffer())
                .flip();
        chunk.release();
        if (octets.hasRemaining()) {
            out.write(Buffers.wrap(response.getRequest().getContext().getMemoryManager(), octets));
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
    private interface Giving {
        void give() throws IOException;
    }
}

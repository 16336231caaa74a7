package banyan.launcher.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import banyan.launcher.proxy.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.Test;

/** Tests responses that a resource completes later on another thread. */
class JerseyResponseWriterTest {
    private static final String OTHER = "Another response to the same request";

    @Test
    void isA500IfWritingFailsBeforeTheFirstByte() throws Exception {
        assertThat(responseTo("/failing")).startsWith("HTTP/1.1 500 ").contains("urn:uuid:");
    }

    @Test
    void isA500IfTheResourceFails() throws Exception {
        assertThat(responseTo("/failure")).startsWith("HTTP/1.1 500 ").contains("urn:uuid:");
    }

    @Test
    void endsTheConnectionIfWritingFailsPartWay() throws Exception {
        assertThat(responseTo("/half")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhalf");
    }

    @Test
    void isCompletedOnce() throws Exception {
        assertThat(responseTo("/twice"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("once")
                .doesNotContain(OTHER);
    }

    private static String responseTo(String path) throws IOException {
        try (var workers = Workers.ofBoard();
                var port = new HttpPort(
                        InetAddress.getLoopbackAddress(),
                        0,
                        new Later(),
                        workers,
                        Observer.NONE,
                        Limits.ofBoard(true),
                        new ClientAddressResolver(List.of()))) {
            return Passage.send(port.number(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }
    }

    /** Completes each response on another thread. */
    private static final class Later implements Endpoint {
        @Override
        public RequestHandling handle(Request request) {
            return new RequestHandling(true, (same, response) -> {
                var writer = new JerseyResponseWriter(response, false);
                writer.suspend(0, TimeUnit.SECONDS, unused -> {});
                var unused = CompletableFuture.runAsync(() -> respond(writer, same.getRequestURI(), response));
            });
        }

        private static void respond(JerseyResponseWriter writer, String path, Response response) {
            switch (path) {
                case "/failing" ->
                    writer.complete(() -> {
                        throw new IllegalStateException("planted");
                    });
                case "/failure" -> writer.failure(new IllegalStateException("planted"));
                case "/half" ->
                    writer.complete(() -> {
                        response.setContentLength(10);
                        response.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
                        response.flush();
                        throw new IllegalStateException("planted");
                    });
                default -> {
                    writer.complete(() -> Responses.text(response, "once"));
                    writer.complete(() -> Responses.text(response, OTHER));
                }
            }
        }

        @Override
        public boolean readsBody(HttpRequestPacket head) {
            return false;
        }
    }
}

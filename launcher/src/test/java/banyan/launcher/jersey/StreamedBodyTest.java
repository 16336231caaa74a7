package banyan.launcher.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.server.HttpPort;
import banyan.launcher.http.server.Workers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A part of a streamed response arrives when the resource flushes it, and not when the response ends. */
class StreamedBodyTest {
    /** Sends its second part after the client has read the first one. */
    @Path("")
    public static final class TwoParts {
        private final CountDownLatch isRead = new CountDownLatch(1);

        @GET
        public StreamingOutput parts() {
            return out -> {
                out.write("first\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                out.write((awaitRead() ? "second\n" : "too late\n").getBytes(StandardCharsets.US_ASCII));
            };
        }

        private boolean awaitRead() throws IOException {
            try {
                return isRead.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void sendsWhatTheResourceFlushes() throws Exception {
        var resource = new TwoParts();
        var application = JerseyApplication.atRoot(Set.of(resource));
        try (var workers = Workers.ofBoard();
                var port = new HttpPort(
                        InetAddress.getLoopbackAddress(),
                        0,
                        request -> RequestHandling.blocking(application::service),
                        workers,
                        Observer.NONE,
                        Limits.ofBoard(true),
                        new ClientAddressResolver(List.of()));
                var client = new Socket(InetAddress.getLoopbackAddress(), port.number());
                var response =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitLine(response, "first");
            resource.isRead.countDown();
            awaitLine(response, "second");
        }
    }

    private static void awaitLine(BufferedReader response, String expected) throws IOException {
        var line = response.readLine();
        while (!expected.equals(line)) {
            assertThat(line).isNotNull().isNotEqualTo("too late");
            line = response.readLine();
        }
    }
}

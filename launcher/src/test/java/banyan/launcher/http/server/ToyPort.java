package banyan.launcher.http.server;

import banyan.core.BoardException;
import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.address.Network;
import banyan.launcher.http.Endpoint;
import banyan.launcher.http.Limits;
import banyan.launcher.http.Observer;
import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import banyan.launcher.http.connection.PortUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** A port with short time limits and an endpoint that misbehaves, and its clients. */
public final class ToyPort implements AutoCloseable {
    /** The length of the response at {@code /large} in bytes. */
    public static final int LARGE = 32_000_000;

    /** The maximum number of connections: more than the requests that may wait. */
    public static final int CONNECTIONS = 1_500;

    /** The length of the response at {@code /page} in bytes. */
    public static final int PAGE = 400_000;

    public static final Limits SHORT = new Limits(
            CONNECTIONS,
            CONNECTIONS,
            200_000_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore decided = new Semaphore(0);
    private final CountDownLatch mayContinue = new CountDownLatch(1);
    private final Workers workers = Workers.ofBoard();
    private final AtomicInteger pages = new AtomicInteger();
    private final HttpPort port;

    public ToyPort() throws IOException {
        this(SHORT);
    }

    public ToyPort(Limits limits, Network... proxies) throws IOException {
        port = new HttpPort(
                InetAddress.getLoopbackAddress(),
                0,
                new Toy(),
                workers,
                Observer.NONE,
                limits,
                new ClientAddressResolver(List.of(proxies)));
    }

    public int number() {
        return port.number();
    }

    public PortUsage use() {
        return port.use();
    }

    /** Returns the number of responses at {@code /page}. */
    public int pages() {
        return pages.get();
    }

    public void drain(Duration longest) {
        port.drain(longest, () -> {});
    }

    @Override
    public void close() {
        mayContinue.countDown();
        port.close();
        workers.close();
    }

    /** Whether no more requests may wait for a worker. */
    boolean isFull() {
        return isFull("reading");
    }

    /** Whether no more long polls may wait. */
    boolean isFullOfFollowers() {
        return isFull("following");
    }

    private boolean isFull(String pool) {
        return workers.pools().anyMatch(use -> use.name().equals(pool) && use.waiting() == 1_024);
    }

    /** Waits until a request for {@code /slow} or {@code /count} has arrived. */
    public void awaitArrival() throws InterruptedException {
        arrived.acquire();
    }

    /** Waits until this many requests have arrived and a worker or its queue has them. */
    public void awaitRequests(int number) throws InterruptedException {
        decided.acquire(number);
    }

    /** Lets requests for {@code /slow} proceed. */
    public void proceed() {
        mayContinue.countDown();
    }

    public Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port.number());
    }

    /** Connects from another address of this machine. */
    public Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port.number(), InetAddress.getByName(from), 0);
    }

    public CompletableFuture<HttpResponse<String>> get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.number() + path))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Waits until another listener could use the port. A connection would keep the port open. */
    public void awaitItsClosing() {
        while (!isFree(port.number())) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean isFree(int number) {
        try (var listener = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until the end of the head or of the stream. */
    public static String head(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        var head = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            head.append((char) next);
            if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    /** Reads until the end of the stream. */
    public static String read(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Responds according to the path. */
    private final class Toy implements Endpoint {
        @Override
        public RequestHandling handle(Request request) {
            decided.release();
            return new RequestHandling(!request.getRequestURI().equals("/quick"), this::respond);
        }

        @Override
        public boolean readsBody(HttpRequestPacket head) {
            return head.getRequestURI().equals("/count");
        }

        private void respond(Request request, Response response) throws Exception {
            switch (request.getRequestURI()) {
                case "/slow" -> {
                    arrived.release();
                    mayContinue.await();
                    Responses.text(response, "slow");
                }
                case "/large" -> Responses.json(response, new byte[LARGE]);
                case "/page" -> {
                    Responses.json(response, new byte[PAGE]);
                    pages.incrementAndGet();
                }
                case "/problem" ->
                    Responses.problem(response, Integer.parseInt(request.getQueryString()), "planted", "Planted.");
                case "/limited" ->
                    Responses.failure(response, BoardException.tooMany("Planted.", Duration.ofSeconds(7)));
                case "/failure" -> throw new IllegalStateException("planted");
                case "/suspended" -> {
                    response.suspend();
                    throw new IllegalStateException("planted");
                }
                case "/half" -> {
                    response.setContentLength(10);
                    response.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
                    response.flush();
                    throw new IllegalStateException("planted");
                }
                case "/echo" ->
                    Responses.text(
                            response, new String(request.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
                case "/count" -> {
                    arrived.release();
                    Responses.text(response, count(request.getInputStream()));
                }
                case "/headers" -> Responses.text(response, String.join(" ", request.getHeaderNames()));
                case "/address" -> Responses.text(response, String.valueOf(request.getRemotePort()));
                default -> Responses.text(response, "quick");
            }
        }

        private static String count(InputStream body) {
            try {
                return String.valueOf(body.transferTo(OutputStream.nullOutputStream()));
            } catch (IOException e) {
                return "broken off";
            }
        }
    }
}

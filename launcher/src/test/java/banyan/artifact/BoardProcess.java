package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process of the board on its own ports. */
public final class BoardProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Ready after .*:(\\d+)/api.*:(\\d+)/modules");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<String> output = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Process process;
    private final Thread reader;
    private volatile int port;
    private volatile int adminPort;

    private BoardProcess(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a command and does not wait. */
    static BoardProcess launch(List<String> command) throws IOException {
        return launch(command, Map.of());
    }

    static BoardProcess launch(List<String> command, Map<String, String> environment) throws IOException {
        return new BoardProcess(command, environment);
    }

    /** Starts the packed board over this data and waits until it is ready. */
    public static BoardProcess start(Path data, String... options) throws IOException, InterruptedException {
        var board = launch(Artifact.built().command(withDefaults(data, options)));
        board.awaitReady();
        return board;
    }

    static BoardProcess start(Artifact artifact, Artifact.Way way, List<String> jvmFlags, Path data, String... options)
            throws IOException, InterruptedException {
        var board = launch(artifact.command(way, jvmFlags, withDefaults(data, options)));
        board.awaitReady();
        return board;
    }

    /** Returns options for free ports on loopback, this data folder, and the options of the test. */
    static String[] withDefaults(Path data, String... options) {
        var all = new ArrayList<>(List.of("--port=0", "--bind=127.0.0.1", "--admin-port=0", "--data=" + data));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    void awaitReady() throws InterruptedException {
        awaitReady(TIMEOUT);
    }

    /** Waits as long as a start may take that first copies many rows. */
    void awaitReady(Duration most) throws InterruptedException {
        assertThat(ready.await(most.toSeconds(), TimeUnit.SECONDS) && port > 0)
                .as("ready; output: %s", output())
                .isTrue();
    }

    /** Waits until the board is ready or has ended. */
    void awaitReadyOrEnd() throws InterruptedException {
        assertThat(ready.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("ready or ended; output: %s", output())
                .isTrue();
        if (port == 0) {
            exitCode();
        }
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    public int port() {
        return port;
    }

    int adminPort() {
        return adminPort;
    }

    /** Returns the lines of its output so far. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return exchange(method, "http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> admin(String path) throws IOException, InterruptedException {
        return exchange("GET", "http://127.0.0.1:" + adminPort + path);
    }

    /** Returns the token of the user's boards, which the first board created. */
    static String token() throws IOException {
        return Files.readString(Path.of(System.getenv("XDG_CONFIG_HOME"), "banyan", "admin-token"))
                .strip();
    }

    /** Runs a command of a module at the admin port. */
    HttpResponse<String> command(String name, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/commands/" + name))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Sends these bytes on a new connection and reads until the other side closes. */
    String raw(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends SIGTERM. The output is still read, unlike after {@link Process#destroy()}. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end, and for all of its output, and returns the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("ends; output: %s", output())
                .isTrue();
        reader.join(TIMEOUT.toMillis());
        return process.exitValue();
    }

    /** Checks in every test that the log contains no secret. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        if (port > 0) {
            Secrets.assertNoneIn(output());
        }
    }

    private HttpResponse<String> exchange(String method, String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                record(line);
            }
        } catch (IOException e) {
            record("the output ended with a failure: " + e);
        } finally {
            ready.countDown();
        }
    }

    private void record(String line) {
        synchronized (output) {
            output.add(line);
        }
        var match = READY.matcher(line);
        if (match.find()) {
            port = Integer.parseInt(match.group(1));
            adminPort = Integer.parseInt(match.group(2));
            ready.countDown();
        }
    }
}

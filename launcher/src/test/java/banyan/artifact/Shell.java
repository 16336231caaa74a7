package banyan.artifact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A shell that runs commands as a reader types them. Its processes end with it. */
final class Shell implements AutoCloseable {
    /** Escape sequences that set colours. */
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final String mark = "done-" + UUID.randomUUID() + " ";
    private final Path errors;
    private final Process process;

    Shell(Path folder, Map<String, String> environment) throws IOException {
        errors = folder.resolve("errors.log");
        var builder = new ProcessBuilder("bash").directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().write("failed=0; trap 'failed=$?' ERR\n".getBytes(StandardCharsets.UTF_8));
        var reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Returns the output of these commands, after the last one has ended.
     *
     * @throws AssertionError if a command fails or does not end
     */
    String run(String commands) throws IOException, InterruptedException {
        var input = process.getOutputStream();
        input.write((commands + "\nprintf '\\n%s\\n' \"" + mark + "$failed\"\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        var printed = new StringBuilder();
        while (true) {
            var line = lines.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (line == null || (line.startsWith(mark) && !line.equals(mark + "0"))) {
                throw new AssertionError("%s%n%s; it printed:%n%s%n%s"
                        .formatted(
                                commands, line == null ? "does not end" : "failed", printed, Files.readString(errors)));
            }
            if (line.startsWith(mark)) {
                return printed.toString();
            }
            printed.append(line).append('\n');
        }
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines()
                    .map(COLOURS::matcher)
                    .map(line -> line.replaceAll(""))
                    .forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(mark + e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}

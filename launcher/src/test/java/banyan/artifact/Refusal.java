package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The end of a failed start.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Refusal(int code, String out, String err) {
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at \\S+\\(|^Caused by: |Exception in thread");
    private static final long TIMEOUT_S = 60;

    /** Runs a command until it ends. */
    static Refusal of(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var out = Files.createTempFile("refusal", ".out");
        var err = Files.createTempFile("refusal", ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            boolean ended = process.waitFor(TIMEOUT_S, TimeUnit.SECONDS);
            assertThat(ended).as("%s ends; output: %s", command, text(out)).isTrue();
            return new Refusal(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Asserts this exit code, and a single line that contains all of these words; no stack trace appears. */
    void assertPrints(int expected, Object... parts) {
        assertThat(err).startsWith("banyan: ").endsWith("\n");
        assertThat(err.lines()).as(err).hasSize(1);
        for (var part : parts) {
            assertThat(err).contains(part.toString());
        }
        assertThat(code).as(err).isEqualTo(expected);
        assertThat(out).doesNotContainPattern(TRACE);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

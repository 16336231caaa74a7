package banyan.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a program of the folder {@code bench}.
 *
 * @param output standard output and standard error
 */
record Script(int exitCode, String output) {
    private static final Path BENCH = Path.of("..", "bench").toAbsolutePath().normalize();

    /** Runs a program in {@code bench} with this standard input, and waits for its end. */
    static Script run(Path folder, String input, String... command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(List.of(command))
                .directory(BENCH.toFile())
                .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Script(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }
}

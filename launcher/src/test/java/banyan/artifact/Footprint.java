package banyan.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resources of a process.
 *
 * @param heap bytes of its live objects
 * @param files open file descriptors, including sockets
 */
record Footprint(long heap, int files) {
    static Footprint of(Process process) throws IOException {
        return new Footprint(heap(process), files(process));
    }

    /** Counts the open file descriptors of the process. */
    static int files(Process process) throws IOException {
        try (var files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return (int) files.count();
        }
    }

    /** The histogram collects garbage before it counts. Its last line is the total. */
    private static long heap(Process process) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var lines = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\n", -1);
        return Long.parseLong(lines[lines.length - 1].strip().split("\\s+", -1)[2]);
    }
}

package banyan.launcher.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many file descriptors this process may have open. */
final class FileDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";

    /** For jars, databases and selectors. */
    private static final long OTHERS = 128;

    private static final long LEAST = 16;

    private FileDescriptors() {}

    /** How many connections, of clients and to peers, there are descriptors for, beside these and all others. */
    static long forConnections(int reserved) {
        long most = most();
        long rest = most - OTHERS;
        return Math.max(LEAST, rest - Math.min(reserved, rest / 8));
    }

    /** The most that may be open: as many as there are numbers, where the system does not say. */
    static long most() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The system does not say how many files may be open", e); // as on other systems, or unlimited
            return Long.MAX_VALUE;
        }
    }
}

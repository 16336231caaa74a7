package banyan.launcher.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limit of open file descriptors of this process. */
final class FileDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";

    /** For jars, databases and selectors. */
    private static final long OTHERS = 128;

    private static final long LEAST = 16;

    private FileDescriptors() {}

    /** The number of connections, of clients and to peers, that there are descriptors for, beside these and all others. */
    static long forConnections(int reserved) {
        long most = most();
        long rest = most - OTHERS;
        return Math.max(LEAST, rest - Math.min(reserved, rest / 8));
    }

    /** The limit, or the largest number if the system does not tell it. */
    static long most() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The system does not tell the limit of open files", e); // another system, or unlimited
            return Long.MAX_VALUE;
        }
    }
}

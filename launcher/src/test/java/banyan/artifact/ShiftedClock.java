package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The wall clock of one process, which a test can set forward and back. Needs a C compiler. */
final class ShiftedClock {
    private final Path library;
    private final Path shift;

    private ShiftedClock(Path library, Path shift) {
        this.library = library;
        this.shift = shift;
    }

    /** Compiles the library that shifts the clock; without a compiler, prints that and returns empty. */
    static Optional<ShiftedClock> in(Path folder, String name) throws IOException, InterruptedException {
        var library = folder.resolve(name + ".so");
        var source = folder.resolve(name + ".c");
        try (var file = ShiftedClock.class.getResourceAsStream("/clock/shift.c")) {
            Files.copy(Objects.requireNonNull(file), source);
        }
        try {
            var compiler = new ProcessBuilder(
                            "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .inheritIO()
                    .start();
            assertThat(compiler.waitFor()).isZero();
        } catch (IOException e) {
            System.out.println("SKIPPED: no clock is shifted, as there is no C compiler: " + e.getMessage());
            return Optional.empty();
        }
        var clock = new ShiftedClock(library, folder.resolve(name + ".shift"));
        Files.write(clock.shift, new byte[Long.BYTES]);
        return Optional.of(clock);
    }

    /** Returns the environment for the process. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_SHIFT", shift.toString());
    }

    /** Shifts the clock. It writes in place, because the process has mapped the file. */
    void shift(Duration by) throws IOException {
        var seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(0, by.toSeconds());
        try (var file = FileChannel.open(shift, StandardOpenOption.WRITE)) {
            assertThat(file.write(seconds, 0)).isEqualTo(Long.BYTES);
        }
    }
}

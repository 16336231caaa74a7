package banyan.launcher.logs;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.FatalError;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** An OutOfMemoryError ends the process even if a library catches and logs it, whichever way it logs. */
class FatalErrorFilterTest {
    /** A process that exits with 0 if the filter misses the failure that it logs. */
    static final class Library {
        private Library() {}

        public static void main(String[] arguments) {
            var context = new LoggerContext();
            context.addTurboFilter(new FatalErrorFilter());
            Logger log = context.getLogger("library");
            var failure = new IllegalStateException(new OutOfMemoryError("planted"));
            switch (arguments[0]) {
                case "0" -> log.error("failed", failure);
                case "1" -> log.error("{} failed", "this", failure);
                case "2" -> log.error("{} and {} failed", "this", "that", failure);
                default -> log.error("this failed", new IllegalStateException());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "none"})
    void findsTheFailureAmongAnyNumberOfParameters(String parameters) throws Exception {
        var classes = Stream.of(
                        FatalErrorFilter.class,
                        FatalError.class,
                        LoggerContext.class,
                        Context.class,
                        Logger.class,
                        NullMarked.class)
                .map(one ->
                        one.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + ":target/classes:target/test-classes",
                        Library.class.getName(),
                        parameters)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(parameters.equals("none") ? 0 : 1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}

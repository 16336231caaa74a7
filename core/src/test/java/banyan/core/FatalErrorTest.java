package banyan.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fatal error ends the process, whatever its surroundings. */
class FatalErrorTest {
    /** A child process whose standard error is full before it fails. */
    static final class Doomed {
        private static final int MORE_THAN_A_PIPE_HOLDS = 1 << 20;

        private Doomed() {}

        public static void main(String[] arguments) throws Exception {
            var talker = new Thread(() -> System.err.println("x".repeat(MORE_THAN_A_PIPE_HOLDS)));
            talker.setDaemon(true);
            talker.start();
            var unused = System.in.read(); // until the other side has seen that it talks
            if (arguments[0].equals("memory")) {
                FatalError.check(new IllegalStateException(new OutOfMemoryError("planted")));
            } else {
                FatalError.uncaught(Thread.currentThread(), new IllegalStateException("planted"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "thread"})
    void endsTheProcessThoughNobodyReadsItsOutput(String what) throws Exception {
        var process = ChildJvm.running(Doomed.class, List.of(), what).start();
        try {
            assertThat(process.getErrorStream().read()).as("it talks").isEqualTo('x');
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void endsInARingOfCauses() {
        var first = new IllegalStateException("first");
        first.initCause(new IOException("second", first));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> FatalError.check(first));
    }
}

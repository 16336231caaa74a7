package banyan.launcher.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.launcher.process.StopSignal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests how a failure to open a module affects the start. */
class ModuleStarterTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void opensAModuleAgainAfterATemporaryFailure() {
        openings(BoardException.Kind.UNAVAILABLE).open(List.of("users"));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void stopsAtAPermanentFailure() {
        var openings = openings(BoardException.Kind.CONFLICT);
        assertThatThrownBy(() -> openings.open(List.of("users"))).hasMessage("once");
        assertThat(attempts).hasValue(1);
    }

    /** The first attempt fails, and the second one succeeds. */
    private ModuleStarter openings(BoardException.Kind kind) {
        return new ModuleStarter(new StopSignal(), module -> {
            if (attempts.incrementAndGet() == 1) {
                throw new BoardException(kind, "once");
            }
        });
    }
}

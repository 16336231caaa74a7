package banyan.launcher.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the trace of related requests. */
class TraceTest {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void continuesTheGivenTrace() {
        var trace = Trace.of(GIVEN);
        assertThat(trace.id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(trace.parent())
                .matches("00-" + trace.id() + "-[0-9a-f]{16}-01")
                .isNotEqualTo(GIVEN);
        assertThat(Trace.of(trace.parent())).isEqualTo(trace);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nA: b"
            })
    void startsANewTraceIfNoneIsGiven(String header) {
        var trace = Trace.of(header);
        assertThat(trace.id())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(Trace.of(header).id());
        assertThat(Trace.of(trace.parent())).isEqualTo(trace);
    }
}

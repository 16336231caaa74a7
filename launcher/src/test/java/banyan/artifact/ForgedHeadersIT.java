package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.remote.RawServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client forges headers that launchers send to each other: other clients are not affected. */
class ForgedHeadersIT {
    @AutoClose
    private final Roots roots;

    ForgedHeadersIT(@TempDir Path scratch) {
        roots = new Roots(scratch);
    }

    /** Otherwise the timeouts of requests with a short deadline would open the circuit breaker. */
    @Test
    void openNoCircuitBreakerWithShortDeadlines() throws Exception {
        try (var hanging = new RawServer(RawServer.hanging())) {
            var gateway = roots.start(Roots.free(), "--modules=none", "--remote=posts=" + hanging.address());
            var forger = Person.anonymous(gateway);
            for (int i = 0; i < 10; i++) {
                assertThat(forger.get("/api/posts/1", "Banyan-Time-Left", "20").statusCode())
                        .isEqualTo(504);
            }
            assertThat(gateway.get("/api/posts/contract").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void areNotTrusted() throws Exception {
        var there = roots.start(Roots.free(), "--modules=posts");
        var here = roots.start(Roots.free(), "--modules=users", "--remote=posts=" + Roots.address(there));
        var forger = Person.anonymous(here);
        var honest = forger.get("/api/posts/1").body();
        for (var forged : List.of(
                new String[] {"Banyan-Hops", "3"},
                new String[] {"traceparent", "00-0-0-0"},
                new String[] {"traceparent", "x".repeat(2000)},
                new String[] {"tracestate", "a=b"},
                new String[] {"Forwarded", "for=10.0.0.1;host=evil.example;proto=https"},
                new String[] {"X-Forwarded-For", "10.0.0.1", "X-Forwarded-Host", "evil.example"},
                new String[] {"Banyan-Time-Left", "999999999"},
                new String[] {"Banyan-Time-Left", "-1"},
                new String[] {"Banyan-Asking", "somebody"},
                new String[] {"Banyan-Contract", "posts/9"})) {
            var response = forger.get("/api/posts/1", forged);
            assertThat(response.statusCode()).as(String.join(" ", forged)).isEqualTo(200);
            assertThat(response.body()).isEqualTo(honest);
            assertThat(response.headers().toString()).doesNotContain("evil.example");
        }
        for (var hops : List.of("5", "-1", "x", "44", "00")) {
            assertThat(forger.get("/api/posts/1", "Banyan-Hops", hops).statusCode())
                    .as(hops)
                    .isEqualTo(508);
        }
        assertThat(forger.get("/api/posts/1").body()).isEqualTo(honest);
    }
}

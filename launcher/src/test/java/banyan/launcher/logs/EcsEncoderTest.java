package banyan.launcher.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests a log line in the format that other programs read. */
class EcsEncoderTest {
    @Test
    void isAnObjectWithTheFieldNamesOfTheCommonSchema() throws Exception {
        var logger = new LoggerContext().getLogger("access");
        var event = new LoggingEvent(
                "test",
                logger,
                Level.ERROR,
                "GET /api/posts \"{}\"\n",
                new IllegalStateException("broken"),
                new Object[] {1});
        event.setInstant(Instant.parse("2026-11-27T06:00:00.000Z"));
        event.setMDCPropertyMap(Map.of("trace", "0af7"));
        var line = new String(new EcsEncoder("trace").encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").contains("GET /api/posts \\\"1\\\"\\n").doesNotContain("\\/");
        assertThat(line.lines()).hasSize(1);
        var fields = new JsonMapper().readTree(line);
        assertThat(fields.path("@timestamp").asText()).isEqualTo("2026-11-27T06:00:00Z");
        assertThat(fields.path("log.level").asText()).isEqualTo("ERROR");
        assertThat(fields.path("log.logger").asText()).isEqualTo("access");
        assertThat(fields.path("trace.id").asText()).isEqualTo("0af7");
        assertThat(fields.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(fields.path("error.stack_trace").asText()).contains("broken").contains("\tat ");
    }
}

package banyan.launcher.logs;

import banyan.core.web.json.Json;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a line as one JSON object with the field names of the Elastic Common Schema. */
final class EcsEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final String VERSION = "8.11.0";

    private final String trace;

    /**
     * @param trace the MDC key of the trace id
     */
    public EcsEncoder(String trace) {
        this.trace = trace;
    }

    @Override
    public byte[] encode(ILoggingEvent line) {
        try {
            return (Json.MAPPER.writeValueAsString(fields(line)) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private Map<String, String> fields(ILoggingEvent line) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(
                "@timestamp", line.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("log.level", line.getLevel().toString());
        fields.put("message", line.getFormattedMessage());
        fields.put("ecs.version", VERSION);
        fields.put("service.name", "banyan");
        fields.put("log.logger", line.getLoggerName());
        fields.put("process.thread.name", line.getThreadName());
        var id = line.getMDCPropertyMap().get(trace);
        if (id != null) {
            fields.put("trace.id", id);
        }
        if (line.getThrowableProxy() != null) {
            failure(fields, line.getThrowableProxy());
        }
        return fields;
    }

    private static void failure(Map<String, String> fields, IThrowableProxy failure) {
        fields.put("error.type", failure.getClassName());
        fields.put("error.message", String.valueOf(failure.getMessage()));
        fields.put("error.stack_trace", ThrowableProxyUtil.asString(failure));
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}

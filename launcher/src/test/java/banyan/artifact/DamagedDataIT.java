package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unusable database ends the start, is named, and stays unchanged; the databases of other modules stay intact. */
class DamagedDataIT {
    @TempDir
    private static Path served;

    @TempDir
    private Path data;

    private Path threads = Path.of("threads.mv.db");

    @BeforeAll
    static void serveAndStop() throws Exception {
        serveAndStop(served);
    }

    @BeforeEach
    void copyData() throws IOException {
        Artifact.copy(served, data);
        threads = data.resolve("threads.mv.db");
    }

    private static void serveAndStop(Path data) throws Exception {
        try (var board = BoardProcess.start(data, "--drain=0s")) {
            assertThat(board.get("/api/threads").body()).contains("\"id\":3");
            assertThat(board.get("/api/posts").body()).contains("Mathematical!");
            assertThat(board.get("/api/users").body()).contains("\"id\":4");
            board.terminate();
            assertThat(board.exitCode()).isZero();
        }
    }

    private Refusal start() throws Exception {
        var options = BoardProcess.withDefaults(data);
        return Refusal.of(Artifact.built().command(options), Map.of());
    }

    @Test
    void isRejectedUnchanged() throws Exception {
        var whole = Files.readAllBytes(threads);
        for (var damage : damages(whole).entrySet()) {
            Files.write(threads, damage.getValue());
            start().assertPrints(1, threads + " is damaged");
            assertThat(threads).as(damage.getKey()).hasBinaryContent(damage.getValue());
        }
        Files.write(threads, whole);
        serveAndStop(data);
    }

    @Test
    void ofANewerFormatIsRejectedUnchanged() throws Exception {
        var bytes = Files.readAllBytes(threads);
        for (int start : new int[] {0, 4096}) {
            setFormat(bytes, start);
        }
        Files.write(threads, bytes);
        start().assertPrints(1, threads, "newer version of H2");
        assertThat(threads).hasBinaryContent(bytes);
    }

    @Test
    void ofANewerProgramIsRejectedUnchanged() throws Exception {
        execute(data, "UPDATE program SET oldest = 99");
        var bytes = Files.readAllBytes(threads);
        start().assertPrints(1, threads + " has a newer schema", "99");
        assertThat(threads).hasBinaryContent(bytes);
        execute(data, "UPDATE program SET oldest = 1");
        serveAndStop(data);
    }

    @Test
    void inUseIsRejectedAndStillServed() throws Exception {
        try (var board = BoardProcess.start(data)) {
            start().assertPrints(1, data.toString(), ".mv.db is in use by another process");
            assertThat(board.get("/api/threads").statusCode()).isEqualTo(200);
        }
    }

    private static Map<String, byte[]> damages(byte[] whole) {
        var garbage = new byte[whole.length];
        new Random(1).nextBytes(garbage);
        var noHeader = whole.clone();
        Arrays.fill(noHeader, 0, 4096, (byte) 0);
        var noMiddle = whole.clone();
        Arrays.fill(noMiddle, 8192, whole.length - 4096, (byte) 0);
        var damages = new LinkedHashMap<String, byte[]>();
        damages.put("empty", new byte[0]);
        damages.put("half", Arrays.copyOf(whole, whole.length / 2));
        damages.put("garbage", garbage);
        damages.put("without its header", noHeader);
        damages.put("without its middle", noMiddle);
        damages.put("a text", "These are threads.\n".repeat(900).getBytes(StandardCharsets.UTF_8));
        return damages;
    }

    /** Writes the number of the format and its checksum into a header. */
    private static void setFormat(byte[] bytes, int start) {
        var header = new String(bytes, start, 512, StandardCharsets.ISO_8859_1);
        int end = header.indexOf(",fletcher:");
        var text = header.substring(0, end).replaceFirst("format:\\d", "format:9");
        var raw = text.getBytes(StandardCharsets.ISO_8859_1);
        var sum = ",fletcher:" + Integer.toHexString(DataUtils.getFletcher32(raw, 0, raw.length)) + "\n";
        Arrays.fill(bytes, start, start + 512, (byte) 0);
        ByteBuffer.wrap(bytes).position(start).put(raw).put(sum.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void execute(Path data, String sql) throws SQLException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + data.resolve("threads"));
        source.setUser("sa");
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

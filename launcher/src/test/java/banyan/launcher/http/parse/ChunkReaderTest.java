package banyan.launcher.http.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.launcher.http.server.Growth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the reading of chunked bodies and the detection of their end. */
class ChunkReaderTest {
    private static final String NEXT = "GET / HTTP/1.1\r\n";

    private final ChunkReader reader = new ChunkReader();

    /** Returns the data of the body, and leaves the bytes of the next request. */
    private String read(String text) {
        return read(List.of(buffer(text)));
    }

    private String read(List<Buffer> parts) {
        var body = new StringBuilder();
        for (var part : parts) {
            var data = new byte[part.remaining()];
            int length = reader.read(part, data);
            body.append(new String(data, 0, length, StandardCharsets.ISO_8859_1));
        }
        return body.toString();
    }

    private static Buffer buffer(String text) {
        return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertRejected(int status, String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\r\nabc\r\n0\r\n\r\n",
                "1\r\na\r\n02\r\nbc\r\n000\r\n\r\n",
                "000000000000003\r\nabc\r\n0\r\n\r\n",
                "3;x\r\nabc\r\n0;y=z\r\n\r\n",
                "3;x=y;z=\"a;b\\\"\r\t\u00e9\";w\r\nabc\r\n0\r\n\r\n",
                "3 ; x = y\t;z\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: 1\r\nY:\r\n\r\n",
                "3\r\nabc\r\n0\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void areReadInAnyTwoParts(String body) {
        var text = body.replace("\r\t", "\t") + NEXT;
        for (int cut = 0; cut <= text.length(); cut++) {
            var another = new ChunkReaderTest();
            var rest = buffer(text.substring(cut));
            assertThat(another.read(List.of(buffer(text.substring(0, cut)), rest)))
                    .isEqualTo("abc");
            assertThat(another.reader.hasEnded()).isTrue();
            assertThat(rest.remaining()).isEqualTo(Math.min(NEXT.length(), text.length() - cut));
        }
        var another = new ChunkReaderTest();
        var single = new ArrayList<Buffer>();
        body.replace("\r\t", "\t").chars().forEach(c -> single.add(buffer(String.valueOf((char) c))));
        assertThat(another.read(single)).isEqualTo("abc");
        assertThat(another.reader.hasEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc\r\n0\n\r\n",
                "3\r\nabc\r\n0\r\n\n",
                "3\r\nabc\r\r\n0\r\n\r\n",
                "3\r\nabc 0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nab\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "3\t\r\nabc\r\n0\r\n\r\n",
                " 3\r\nabc\r\n0\r\n\r\n",
                "\r\n3\r\nabc\r\n0\r\n\r\n",
                "\r\n",
                "zz\r\n",
                "-3\r\nabc\r\n",
                "+3\r\nabc\r\n",
                "0x3\r\nabc\r\n",
                "3 3\r\nabc\r\n",
                "3,3\r\nabc\r\n",
                "\uff13\r\nabc\r\n",
                "0000000000000003\r\nabc\r\n",
                "ffffffffffffffff\r\n",
                "3;\r\nabc\r\n",
                "3;;x\r\nabc\r\n",
                "3;x=\r\nabc\r\n",
                "3;x=y z\r\nabc\r\n",
                "3;x=\"y\r\nabc\r\n",
                "3;x=\"y\\\r\nabc\r\n",
                "3;x=\"y\u0000\"\r\nabc\r\n",
                "3;x=\"y\"z\r\nabc\r\n",
                "3;x\ry\r\nabc\r\n",
                "3;(\r\nabc\r\n",
                "3;x\nabc\r\n",
                "0\r\nX\r\n\r\n",
                "0\r\nX : 1\r\n\r\n",
                "0\r\n: 1\r\n\r\n",
                "0\r\nX: 1\n\r\n",
                "0\r\nX: 1\r\n Y: 2\r\n\r\n",
                "0\r\nX: a\u0000b\r\n\r\n",
                "0\r\nX: a\rb\r\n\r\n",
            })
    void areRejectedIfTheyAreMalformed(String body) {
        assertRejected(400, body);
    }

    @Test
    void doNotEndBeforeTheLastLineEnd() {
        assertThat(read("3\r\nabc\r\n0\r\nX: 1\r\n\r")).isEqualTo("abc");
        assertThat(reader.hasEnded()).isFalse();
    }

    @Test
    void mayHaveFewExtensionsAndTrailers() {
        assertThat(read(("1;" + "x".repeat(4_000) + "\r\na\r\n").repeat(4))).isEqualTo("aaaa");
        assertRejected(413, "1;" + "x".repeat(4_000) + "\r\na\r\n");
        var another = new ChunkReaderTest();
        another.assertRejected(413, "1;" + "x".repeat(5_000));
        another = new ChunkReaderTest();
        another.assertRejected(413, "0\r\n" + ("X: " + "x".repeat(90) + "\r\n").repeat(200));
    }

    /** A worst-case input with its repeated unit. */
    private enum Worst {
        SMALL_CHUNKS("", "1\r\na\r\n"),
        AN_EXTENSION("1;a=\"", "\\\""),
        SPACES("1;", " "),
        SEMICOLONS("1", ";a"),
        ZEROS("", "0"),
        TRAILERS("0\r\n", "a:\r\n");

        private final String before;
        private final String unit;

        Worst(String before, String unit) {
            this.before = before;
            this.unit = unit;
        }

        String of(int length) {
            return before + unit.repeat(length / unit.length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadInLinearTime(Worst worst) {
        assertThat(Growth.of(worst::of, text -> {
                    try {
                        new ChunkReaderTest().read(text);
                    } catch (Rejection e) {
                        assertThat(e.problem().status()).isIn(400, 413);
                    }
                }))
                .isLessThan(Growth.BOUND);
    }
}

package banyan.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.RequestHandling;
import banyan.launcher.http.Responses;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request gets the same response directly, through one gateway and through two. */
class ForwardedWholeTest {
    private static final String GET = "GET /api/posts/1 HTTP/1.1\r\n";
    private static final String END = "Host: a\r\nConnection: close\r\n\r\n";

    /** The maximum head without the headers that launchers write, which are not counted. */
    private static final int HEAD = 16_384 - GET.length() - "Connection: close\r\n\r\n".length();

    private static final int TARGET = 8_000;
    private static final int BODY = 65_536;
    private static final Passage PASSAGE = new Passage();

    private static int direct;
    private static int gateway;
    private static int gatewayToAGateway;

    /** A request and the status of its response. */
    private enum Sent {
        A_HEAD_AS_LONG_AS_IT_MAY_BE(200, GET + "X: " + "a".repeat(HEAD - 5) + "\r\n" + END),
        A_HEAD_OF_A_BYTE_MORE(431, GET + "X: " + "a".repeat(HEAD - 4) + "\r\n" + END),
        A_HEAD_AS_LONG_AS_IT_MAY_BE_IN_MANY_HEADERS(
                200,
                GET + ("Xabcdef: " + "a".repeat(150) + "\r\n").repeat(98) + "X: " + "a".repeat(HEAD - 98 * 161 - 5)
                        + "\r\n" + END),
        SPACE_THAT_IS_MISSING(200, GET + "X:a\r\n".repeat(99) + END),
        HEADERS_AS_MANY_AS_THERE_MAY_BE(200, GET + "X: a\r\n".repeat(99) + END),
        A_HEADER_MORE(431, GET + "X: a\r\n".repeat(100) + END),
        HEADERS_THAT_LAUNCHERS_WRITE(
                200,
                GET + "X: a\r\n".repeat(99) + "Forwarded: for=b\r\nBanyan-Hops: 0\r\nBanyan-Time-Left: 9000\r\n" + END),
        A_TARGET_AS_LONG_AS_IT_MAY_BE(200, get("/api/posts/" + "a".repeat(TARGET - 11))),
        A_TARGET_OF_A_BYTE_MORE(414, get("/api/posts/" + "a".repeat(TARGET - 10))),
        A_QUERY_AS_LONG_AS_IT_MAY_BE(200, get("/api/posts/1?" + "a".repeat(TARGET - 13))),
        A_BODY_AS_LONG_AS_IT_MAY_BE(200, post("Content-Length: " + BODY, "a".repeat(BODY))),
        A_BODY_OF_A_BYTE_MORE(413, post("Content-Length: " + (BODY + 1), "a".repeat(BODY + 1))),
        A_BODY_IN_CHUNKS(
                200, post("Transfer-Encoding: chunked", "10000;x=y\r\n" + "a".repeat(BODY) + "\r\n0\r\nX: 1\r\n\r\n")),
        A_BODY_IN_MANY_CHUNKS(200, post("Transfer-Encoding: chunked", "1\r\na\r\n".repeat(10_000) + "0\r\n\r\n")),
        A_BODY_THAT_IS_EMPTY(200, post("Transfer-Encoding: chunked", "0\r\n\r\n")),
        A_BODY_OF_NO_TYPE(200, post("Content-Length: 3", "abc")),
        A_BODY_OF_A_STRANGE_TYPE(200, post("Content-Length: 3\r\nContent-Type: ;;\"", "abc")),
        ALL_AT_ONCE(
                200,
                "POST /api/posts/1?" + "a".repeat(TARGET - 13) + " HTTP/1.1\r\n"
                        + ("Xabc: " + "a".repeat(70) + "\r\n").repeat(97) + "Content-Length: " + BODY + "\r\n" + END
                        + "a".repeat(BODY)),
        A_METHOD_IN_LOWER_CASE(200, GET.replace("GET", "get") + END),
        A_METHOD_OF_NEARLY_THE_NAME(200, GET.replace("GET", "head") + END),
        A_METHOD_IN_BOTH_CASES(200, GET.replace("GET", "Delete") + END),
        A_METHOD_THAT_IS_NONE(200, GET.replace("GET", "!#$%&'*+-.^_`|~9z") + END),
        A_METHOD_THAT_GATEWAYS_MAY_KNOW(200, GET.replace("GET", "TRACE") + END),
        AN_EMPTY_QUERY(200, get("/api/posts/1?")),
        A_QUERY_OF_QUESTIONS(200, get("/api/posts/1???a=b&&=&c")),
        BYTES_THAT_ARE_NO_TEXT(200, get("/api/posts/%ff%c0%80?%ff=%ED%A0%80")),
        A_PATH_WITH_NOTHING_BETWEEN_SLASHES(200, get("/api/posts//1///")),
        A_PATH_THAT_IS_THE_MODULE(200, get("/api/posts")),
        A_PATH_WITH_PARAMETERS(200, get("/api/posts/1;a=b:@!$&'()*+,")),
        AN_ADDRESS(200, get("http://b:80/api/posts/1?a")),
        AN_OLD_VERSION(200, GET.replace("1.1", "1.0") + END),
        LETTERS_OF_NO_ASCII(200, GET + "X: \u00e9\u00ff\u0080\r\n" + END),
        VALUES_THAT_ARE_EMPTY(200, GET + "X:\r\nX: \r\nX:\ta\t b \t\r\n" + END),
        NAMES_OF_TOKENS(200, GET + "X!#$%&'*+-.^_`|~9: a\r\n" + END),
        A_HOST_OF_NO_NAME(200, GET + "Connection: close\r\nHost: %41_*\r\n\r\n"),
        AN_UPGRADE(200, GET + "Upgrade: h2c\r\nConnection: upgrade\r\n" + END);

        private final int status;
        private final String request;

        Sent(int status, String request) {
            this.status = status;
            this.request = request;
        }

        private static String get(String target) {
            return "GET " + target + " HTTP/1.1\r\n" + END;
        }

        private static String post(String header, String body) {
            return "POST /api/posts HTTP/1.1\r\n" + header + "\r\n" + END + body;
        }
    }

    @BeforeAll
    static void listen() throws IOException {
        direct = PASSAGE.port(request -> RequestHandling.blocking(ForwardedWholeTest::respond));
        gateway = PASSAGE.gateway(Passage.address(direct));
        gatewayToAGateway = PASSAGE.gateway(Passage.address(gateway));
    }

    @AfterAll
    static void close() {
        PASSAGE.close();
    }

    @ParameterizedTest
    @EnumSource
    void getsTheSameResponseDirectlyAndThroughGateways(Sent sent) throws Exception {
        var expected = essence(Passage.send(direct, sent.request));
        assertThat(expected).startsWith("HTTP/1.1 " + sent.status + " ");
        assertThat(essence(Passage.send(gateway, sent.request))).isEqualTo(expected);
        assertThat(essence(Passage.send(gatewayToAGateway, sent.request))).isEqualTo(expected);
    }

    /** Removes the parts that differ in each response. */
    private static String essence(String response) {
        return response.replaceAll("(?i)date: [^\r]*|urn:uuid:[-0-9a-f]*|set-cookie: [^\r]*", "");
    }

    /** Responds with a summary of the request. */
    private static void respond(Request request, Response response) throws IOException {
        var headers = StreamSupport.stream(request.getHeaderNames().spliterator(), false)
                .filter(name -> name.startsWith("x") || name.equals("content-type"))
                .sorted()
                .map(name -> name + ": " + String.join("|", request.getHeaders(name)))
                .collect(Collectors.joining("\n"));
        Responses.text(
                response,
                String.join(
                        "\n",
                        request.getMethod().getMethodString(),
                        request.getRequestURI(),
                        "query " + request.getQueryString(),
                        "body " + request.getInputStream().readAllBytes().length,
                        headers));
    }
}

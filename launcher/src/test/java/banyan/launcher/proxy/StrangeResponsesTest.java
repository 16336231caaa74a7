package banyan.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.remote.RawServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the response of a gateway when the peer sends an invalid response, or one that is not for the client. */
class StrangeResponsesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String LENGTH = "Content-Length: 3\r\n\r\nabc";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int HEAD = 16_384;
    private static final Passage PASSAGE = new Passage();

    private static RawServer peer;
    private static int gateway;

    /** The response of the peer, and the status and the end of the forwarded response. */
    private enum StrangeResponse {
        NOTHING_STRANGE(200, "abc", OK + LENGTH),
        AN_UPGRADE(502, "", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc"),
        AS_MANY_HEADERS_AS_THERE_MAY_BE(200, "abc", OK + "X: a\r\n".repeat(99) + LENGTH),
        A_HEADER_MORE(502, "", OK + "X: a\r\n".repeat(100) + LENGTH),
        A_HEAD_AS_LONG_AS_IT_MAY_BE(200, "abc", OK + "X: " + "a".repeat(HEAD - OK.length() - 30) + "\r\n" + LENGTH),
        A_HEAD_THAT_IS_LONGER(502, "", OK + "X: " + "a".repeat(HEAD) + "\r\n" + LENGTH),
        A_HEAD_WITHOUT_END(502, "", OK + "X: " + "a".repeat(10 * HEAD)),
        A_LONG_REASON(502, "", "HTTP/1.1 200 " + "a".repeat(2 * HEAD) + "\r\n" + LENGTH),
        NO_HTTP(502, "", "hello\r\n\r\n"),
        THE_START_OF_TLS(502, "", "\26\3\1\2\0\1\0\1"),
        ANOTHER_VERSION(502, "", OK.replace("1.1", "3.1") + LENGTH),
        A_STATUS_OF_TWO_DIGITS(502, "", "HTTP/1.1 20 OK\r\n" + LENGTH),
        A_STATUS_OF_FIVE_DIGITS(502, "", "HTTP/1.1 20000 OK\r\n" + LENGTH),
        A_STATUS_OF_NO_DIGITS(502, "", "HTTP/1.1 abc OK\r\n" + LENGTH),
        TWO_LENGTHS(502, "", OK + "Content-Length: 5\r\n" + LENGTH),
        A_LENGTH_THAT_IS_NONE(502, "", OK + "Content-Length: x\r\n\r\nabc"),
        A_NEGATIVE_LENGTH(502, "", OK + "Content-Length: -3\r\n\r\nabc"),
        A_LENGTH_AND_CHUNKS(502, "", OK + "Transfer-Encoding: chunked\r\n" + LENGTH),
        CHUNKS_AND_A_LENGTH(
                502, "", OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        AN_UNKNOWN_ENCODING(502, "", OK + "Transfer-Encoding: gzip\r\n\r\nabc"),
        A_FOLDED_HEADER(502, "", OK + "X: a\r\n b\r\n" + LENGTH),
        A_BARE_LF(502, "", OK + "X: a\nY: b\r\n" + LENGTH),
        A_BARE_CR(502, "", OK + "X: a\rY: b\r\n" + LENGTH),
        NUL(502, "", OK + "X: a\0b\r\n" + LENGTH),
        SPACE_BEFORE_A_COLON(502, "", OK + "X : a\r\n" + LENGTH),
        A_LINE_WITHOUT_A_COLON(502, "", OK + "X\r\n" + LENGTH),
        A_NAME_THAT_IS_NONE(502, "", OK + "X(: a\r\n" + LENGTH),
        CHUNKS(200, "\r\n\r\nabc", CHUNKED + "3;x=y\r\nabc\r\n0\r\nX-Trailer: a\r\n\r\n"),
        CHUNKS_THAT_ARE_NONE(0, "", CHUNKED + "zz\r\nabc\r\n0\r\n\r\n"),
        CHUNKS_WITH_A_BARE_LF(0, "", CHUNKED + "3\nabc\r\n0\r\n\r\n"),
        CHUNKS_THAT_BREAK_OFF(0, "", CHUNKED + "5\r\nabc"),
        A_LENGTH_THAT_IS_NOT_KEPT(0, "", OK + "Content-Length: 9\r\n\r\nabc"),
        ANOTHER_RESPONSE_BEHIND(200, "abc", OK + LENGTH + "HTTP/1.1 404 X\r\n" + LENGTH),
        A_CONTINUE(200, "abc", "HTTP/1.1 100 Continue\r\n\r\n" + OK + LENGTH),
        AN_EARLY_HINT(200, "abc", "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n".repeat(3) + OK + LENGTH),
        SOMETHING_BEFORE_THE_END(200, "abc", "HTTP/1.1 199 What\r\n\r\n" + OK + LENGTH),
        NO_CONTENT_WITH_SOME(204, "", "HTTP/1.1 204 No Content\r\n" + LENGTH);

        private final int status;
        private final String end;
        private final String text;

        StrangeResponse(int status, String end, String text) {
            this.status = status;
            this.end = end;
            this.text = text;
        }
    }

    @BeforeAll
    static void listen() throws IOException {
        peer = new RawServer(RawServer::sendNothing);
        gateway = PASSAGE.gateway(peer.address());
    }

    @AfterAll
    static void close() {
        PASSAGE.close();
        peer.close();
    }

    @ParameterizedTest
    @EnumSource
    void areForwardedOrRejected(StrangeResponse strange) throws Exception {
        peer.become(sending(strange.text));
        var response = send("GET");
        if (strange.status == 0) { // it has begun, and must not look complete
            assertThat(response).startsWith("HTTP/1.1 200 ").doesNotEndWith("0\r\n\r\n");
        } else {
            assertThat(response).startsWith("HTTP/1.1 " + strange.status + " ").doesNotContainIgnoringCase("x-trailer");
            assertThat(response).contains(strange.status == 502 ? "urn:banyan:problem:bad-gateway" : strange.end);
        }
        peer.become(sending(OK + LENGTH));
        assertThat(send("GET")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
    }

    /** RFC 9110 section 7.6.1. */
    @Test
    void loseTheHeadersOfTheirConnection() throws Exception {
        peer.become(sending(OK + "Connection: X-a , close\r\nX-A: 1\r\nx-b: 2\r\nX-C: 3\r\nconnection: X-B\r\n"
                + "Keep-Alive: 9\r\nProxy-Authenticate: x\r\nUpgrade: y\r\nTrailer: z\r\n" + LENGTH));
        assertThat(send("GET"))
                .containsIgnoringCase("x-c: 3")
                .doesNotContainPattern("(?i)x-a:|x-b:|keep-alive|proxy-authenticate|upgrade|trailer");
        int before = peer.heads().size();
        Passage.send(
                gateway,
                "GET /api/posts/1 HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nX-B: 2\r\nX-C: 3\r\nConnection: x-a\r\n"
                        + "Connection: close ,X-B,\r\nTE: trailers\r\nProxy-Authorization: x\r\nUpgrade: y\r\n\r\n");
        assertThat(peer.heads().get(before))
                .containsIgnoringCase("x-c: 3")
                .contains("Forwarded: for=127.0.0.1")
                .doesNotContainPattern("(?i)x-a:|x-b:|connection|te:|proxy|upgrade");
    }

    @Test
    void reportThatTheRequestMayHaveBeenCarriedOut() throws Exception {
        peer.become(sending("hello\r\n\r\n"));
        assertThat(send("DELETE")).startsWith("HTTP/1.1 502 ").contains("may have carried");
    }

    private static String send(String method) throws IOException {
        return Passage.send(gateway, method + " /api/posts/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    /** Sends this in response to requests of clients. Probes get a valid response. */
    private static RawServer.Behaviour sending(String text) {
        var probeResponse = RawServer.responding("posts/1", 200, "{}");
        return (head, socket) ->
                (head.contains("/contract ") ? probeResponse : RawServer.sending(text)).serve(head, socket);
    }
}

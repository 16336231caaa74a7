package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Fault;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.posts.Posts;
import banyan.core.threads.ThreadView;
import banyan.core.threads.Threads;
import banyan.core.users.TokenKey;
import banyan.core.users.Users;
import banyan.core.web.problem.Problem;
import banyan.launcher.remote.Peers;
import banyan.launcher.remote.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the failures of a remote port when the other process fails or sends an invalid response. */
class RemoteFailuresTest {
    private static final String TAG = "ETag: \"3.4.b\"";
    private static final String THREAD = """
            {"id":7,"title":"t","createdBy":1,"createdAt":"2026-11-01T12:00:00Z","postCount":2,"lastPostAt":null}""";

    private final Peers peers = new Peers(100);
    private RawServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new RawServer(RawServer::sendNothing);
    }

    @AfterEach
    void close() {
        peers.close();
        server.close();
    }

    private <P> P port(Class<P> port) {
        return RemotePorts.of(port, peers.at(server.address()));
    }

    private void threadsRespond(int status, String body, String... headers) {
        server.become(RawServer.responding("threads/1", status, body, headers));
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> port(Threads.class).find(7)).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.detail()).contains(server.address().toString());
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_FOUND", "NOT_HOME"})
    void isTheSameKindOfFailureAsInTheOtherProcess(Kind kind) {
        var failure = BoardException.relayed(kind, "why", List.of(new Fault("/a", "wrong")), Duration.ofSeconds(1));
        var problem = Problem.of(failure);
        threadsRespond(problem.status(), new String(problem.json(), StandardCharsets.UTF_8), "Retry-After: 7");
        assertThatThrownBy(() -> port(Threads.class).find(7)).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.detail()).isEqualTo("why");
            assertThat(e.faults()).isEqualTo(failure.faults());
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        });
    }

    /** The caller must not take it for its own refusal, after which its request would be sent again. */
    @Test
    void isUnavailableIfTheOtherProcessIsNotTheHome() {
        var problem = Problem.of(new BoardException(Kind.NOT_HOME, "why"));
        threadsRespond(problem.status(), new String(problem.json(), StandardCharsets.UTF_8));
        assertThatThrownBy(() -> port(Threads.class).find(7)).isInstanceOfSatisfying(BoardException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.detail()).isEqualTo("why");
        });
    }

    @Test
    void isTooManyIfTheOtherProcessIsOverloaded() {
        var problem = Problem.of(429, "too-many", "too many wait");
        server.become(RawServer.responding("", 429, new String(problem.json(), StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> port(Posts.class)
                        .feed()
                        .changes(Feed.Cursor.at(0), 1, Duration.ofSeconds(1))
                        .entries())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_MANY));
    }

    @Test
    void ignoresMembersOfALaterRelease() {
        threadsRespond(200, THREAD.replace("{", "{\"colour\":\"green\","), TAG);
        var createdAt = Instant.parse("2026-11-01T12:00:00Z");
        assertThat(port(Threads.class).find(7)).hasValue(new ThreadView(7, "t", 1, createdAt, 2, null, 3, 4));
        server.become(RawServer.responding("users/1", 200, """
                {"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k","x":"x"},
                {"kty":"EC","crv":"P-256","use":"sig","kid":"l","x":"x","y":"y"}]}"""));
        assertThat(port(Users.class).keys()).containsExactly(new TokenKey("l", "x", "y"));
        server.become(RawServer.responding("users/1", 200, "[\"gardener\",\"moderator\"]"));
        assertThat(port(Users.class).moderates(7)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "null",
                "{}",
                "{\"id\"",
                "<html>",
                "{\"id\":\"7\"}",
                "{\"id\":7.5}",
                "{\"id\":1e30}"
            })
    void isUnavailableIfTheBodyIsNoItem(String body) {
        threadsRespond(200, body, TAG);
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"createdAt\":\"yesterday\"", "\"createdAt\":null", "\"title\":null", "\"title\":7"})
    void isUnavailableIfAMemberIsInvalid(String member) {
        var name = member.substring(0, member.indexOf(':') + 1);
        threadsRespond(200, THREAD.replaceFirst(name + "\"[^\"]*\"", member), TAG);
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: b", "ETag: \"3.4.t\"", "ETag: \"3\"", "ETag: 3.4.b"})
    void isUnavailableIfTheVersionIsMissing(String header) {
        threadsRespond(200, THREAD, header);
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 403, 500, 502, 503})
    void isUnavailableIfTheBodyIsNoProblemDocument(int status) {
        threadsRespond(status, status == 500 ? "{\"type\":\"urn:banyan:problem:internal-server-error\"}" : "");
        assertUnavailable();
    }
}

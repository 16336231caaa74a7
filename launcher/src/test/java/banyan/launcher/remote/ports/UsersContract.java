package banyan.launcher.remote.ports;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.Feed;
import banyan.core.Feed.Entry;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the port of users. */
abstract class UsersContract extends FeedContract<Users> {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    UsersContract(HostedPorts board, Users port) {
        super(board, port, port.feed());
    }

    @Override
    long create() throws Exception {
        return register().id();
    }

    private Member register() throws Exception {
        return Member.register(board.address(), "member" + NUMBER.incrementAndGet());
    }

    @Test
    void findsTheCurrentUser() throws Exception {
        var member = register();
        var now = member.write("PATCH", "/api/users/" + member.id(), """
                {"name":"Marceline 🧛 \\"M\\"","bio":"one\\ntwo"}""");
        assertThat(port.find(member.id()))
                .hasValue(new UserView(
                        member.id(),
                        now.path("username").asText(),
                        "Marceline 🧛 \"M\"",
                        "one\ntwo",
                        Instant.parse(now.path("joinedAt").asText()),
                        false,
                        2));
    }

    @Test
    void findsOnlyTheIdOfADeletedUser() throws Exception {
        var member = register();
        long last = last();
        member.write("DELETE", "/api/users/" + member.id(), "");
        assertThat(port.find(member.id())).hasValue(UserView.gone(member.id()));
        assertThat(port.moderates(member.id())).isFalse();
        assertThat(feed.changes(Feed.Cursor.at(last), 10, Duration.ZERO).entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo(Entry.DELETED);
                    assertThat(entry.id()).isEqualTo(member.id());
                    assertThat(entry.thread()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999, Long.MAX_VALUE})
    void findsNothingForAnUnknownId(long id) {
        assertThat(port.find(id)).isEmpty();
        assertThat(port.moderates(id)).isFalse();
    }

    @Test
    void findsModerators() throws Exception {
        var member = register();
        assertThat(port.moderates(member.id())).isFalse();
        board.command(
                "users",
                "moderator",
                "add",
                port.find(member.id()).orElseThrow().username());
        assertThat(port.moderates(member.id())).isTrue();
    }

    @Test
    void returnsTheKeysOfTokens() throws Exception {
        var token = SignedJWT.parse(register().token());
        assertThat(port.keys()).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo(token.getHeader().getKeyID());
            assertThat(key.x()).hasSize(43);
            assertThat(key.y()).hasSize(43);
        });
        assertThat(port.keys()).isEqualTo(board.here(Users.class).keys());
    }
}

package banyan.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.users.TokenKey;
import com.nimbusds.jose.jwk.ECKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A token that was verified once is valid as long as one that never was. */
class VerifiedTokensTest {
    private final ECKey key = Tokens.key("one");
    private final Map<String, TokenKey> valid = new ConcurrentHashMap<>(Map.of("one", known(key)));
    private final AtomicLong endedBefore = new AtomicLong();
    private final TokenVerifier verifier = new TokenVerifier(
            () -> new TestUsers(0),
            (user, issued) -> issued.position() < endedBefore.get(),
            id -> Optional.ofNullable(valid.get(id)),
            () -> Tokens.START);

    @Test
    void endWithTheirKey() throws Exception {
        var token = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        assertThat(verifier.session(token)).isEqualTo(verifier.session(token));
        valid.remove("one");
        assertRejected(token);
        valid.put("one", known(key));
        assertThat(verifier.session(token).user()).isEqualTo(7);
        valid.put("one", known(Tokens.key("one")));
        assertRejected(token);
    }

    @Test
    void endWithTheirSession() throws Exception {
        var token = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        assertThat(verifier.session(token).user()).isEqualTo(7);
        endedBefore.set(13);
        assertRejected(token);
    }

    @Test
    void areNoOtherTokens() throws Exception {
        var token = "Bearer " + Tokens.signed(key, Tokens.claims().build());
        var other = Tokens.signed(Tokens.key("one"), Tokens.claims().build());
        assertThat(verifier.session(token).user()).isEqualTo(7);
        assertRejected(token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
    }

    @Test
    void areBounded() {
        var tokens = new VerifiedTokens(id -> Optional.ofNullable(valid.get(id)));
        for (int i = 0; i < 2 * VerifiedTokens.MOST; i++) {
            tokens.add("token " + i, known(key), Tokens.claims().build());
        }
        assertThat(tokens.size()).isEqualTo(VerifiedTokens.MOST);
    }

    private void assertRejected(String token) {
        assertThatThrownBy(() -> verifier.session(token))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.UNAUTHENTICATED));
    }

    private static TokenKey known(ECKey key) {
        return new TokenKey(key.getKeyID(), key.getX().toString(), key.getY().toString());
    }
}

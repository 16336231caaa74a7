package banyan.launcher.admin.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof is valid for one board, one token and one challenge. */
class ProofTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void isValidForOneBoardOneTokenAndOneChallengeOnly() throws Exception {
        var file = new TokenFile(folder.resolve("banyan/admin-token"));
        var token = AdminToken.of(Optional.empty(), List.of(file));
        var secret = file.ready();
        var challenge = TokenProof.challenge();
        var proof = token.proof(challenge, HERE, 3900).orElseThrow();
        assertThat(TokenProof.holds(proof, secret, challenge, HERE, 3900)).isTrue();
        assertThat(TokenProof.holds(proof, secret, challenge, HERE, 3901))
                .as("passed on from another port")
                .isFalse();
        assertThat(TokenProof.holds(proof, secret, challenge, InetAddress.getByName("127.0.0.2"), 3900))
                .isFalse();
        assertThat(TokenProof.holds(proof, secret, TokenProof.challenge(), HERE, 3900))
                .as("of another time")
                .isFalse();
        assertThat(TokenProof.holds(proof, "0".repeat(64), challenge, HERE, 3900))
                .isFalse();
        assertThat(proof).doesNotContain(secret);
    }

    @Test
    void isNotMadeOfATokenThatTheOperatorChose() {
        var token = AdminToken.of(Optional.of("sesame"), List.of());
        assertThat(token.proof(TokenProof.challenge(), HERE, 3900)).isEmpty();
    }

    @Test
    void isMadeOnlyForAWellFormedChallenge() {
        var token = AdminToken.of(Optional.empty(), List.of(new TokenFile(folder.resolve("banyan/admin-token"))));
        assertThat(token.proof(null, HERE, 3900)).isEmpty();
        assertThat(token.proof("x", HERE, 3900)).isEmpty();
    }
}

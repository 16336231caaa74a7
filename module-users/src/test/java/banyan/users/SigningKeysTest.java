package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.auth.TokenVerifier;
import banyan.core.revision.DataRole;
import banyan.core.revision.WriteRevision;
import banyan.core.users.TokenKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the keys that sign tokens, from creation to expiry. */
class SigningKeysTest {
    @TempDir
    private Path folder;

    private OpenUsers users;
    private SigningKeys keys;

    @BeforeEach
    void open() {
        users = OpenUsers.in(folder);
        keys = users.keys();
        keys.createFirst();
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void areCreatedOnce() {
        var first = keys.signing().getKeyID();
        keys.createFirst();
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(first);
    }

    /** A standby gets the keys of its home. One that never had a copy has no key when it becomes the home. */
    @Test
    void areCreatedAtTheHomeOnly(@TempDir Path other) {
        try (var copy = OpenUsers.in(other)) {
            copy.become(DataRole.Kind.STANDBY);
            copy.keys().createFirst();
            assertThat(copy.keys().published()).isEmpty();
            assertThatThrownBy(() -> copy.keys().signing())
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.NOT_HOME));
            copy.become(DataRole.Kind.HOME);
            var first = copy.keys().signing().getKeyID();
            assertThat(copy.keys().published()).extracting(TokenKey::id).containsExactly(first);
        }
    }

    /** So a start needs no write transaction, which a database that is not the home would refuse. */
    @Test
    void takeNoRevisionIfTheFirstOneExists() {
        long before = users.database().read(WriteRevision::current).revision();
        keys.createFirst();
        assertThat(users.database().read(WriteRevision::current).revision()).isEqualTo(before);
    }

    @Test
    void arePublishedWithoutTheirPrivateParts() {
        assertThat(keys.signing().isPrivate()).isTrue();
        assertThat(keys.published().get(0).x()).isEqualTo(keys.signing().getX().toString());
    }

    @Test
    void arePublishedBeforeTheySignAndUntilTheirTokensHaveExpired() {
        var first = keys.signing().getKeyID();
        keys.rotate();
        assertThat(keys.published()).hasSize(2);
        assertThat(keys.signing().getKeyID()).isEqualTo(first);

        users.clock().advance(SigningKeys.LEAD);
        var second = keys.signing().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(first, second);

        users.clock().advance(SigningKeys.RETENTION.minusSeconds(1));
        assertThat(keys.published()).hasSize(2);
        users.clock().advance(Duration.ofSeconds(1));
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(second);

        keys.rotate();
        assertThat(new SigningKeyStore(users.database()).all())
                .extracting(SigningKeyStore.Row::id)
                .doesNotContain(first)
                .hasSize(2);
    }

    @Test
    void invalidateTheirTokensWhenTheyAreRevoked() {
        long user = users.register("betty", "correct horse battery staple");
        var stolen = keys.signing().getKeyID();
        var token = "Bearer "
                + new Tokens(keys, users.data()::feedId).begin(user, 0).token();
        var verifier = users.verifier();
        assertThat(verifier.session(token).user()).isEqualTo(user);
        keys.rotate();
        assertThat(run("list")).hasSize(2).first().asString().startsWith(stolen + " signing, signs from 2026-11-01T");

        assertThat(run("revoke", stolen)).first().asString().contains(stolen + " is revoked");
        assertThatThrownBy(() -> verifier.session(token).user()).isInstanceOf(BoardException.class);
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(2).doesNotContain(stolen);
        assertThat(verifier.session("Bearer "
                                + new Tokens(keys, users.data()::feedId)
                                        .begin(user, 0)
                                        .token())
                        .user())
                .isEqualTo(user);
        assertThatThrownBy(() -> run("revoke", stolen))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void stayExpiredWhenTheirSuccessorIsRevoked() {
        var stolen = keys.signing().getKeyID();
        keys.rotate();
        users.clock().advance(SigningKeys.LEAD.plus(SigningKeys.RETENTION));
        assertThat(keys.revoke(keys.signing().getKeyID())).isTrue();
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(1).doesNotContain(stolen);
    }

    /** Three rotations made an expired key, a replaced key and the signing key. The replaced key is revoked. */
    @Test
    void stayExpiredWhenAReplacedKeyIsRevoked() {
        var stolen = keys.signing().getKeyID();
        users.clock().advance(SigningKeys.RETENTION.multipliedBy(2));
        insertBackdated(SigningKeys.RETENTION);
        var middle = keys.signing().getKeyID();
        insertBackdated(Duration.ofMinutes(1));
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(2).doesNotContain(stolen);
        assertThat(keys.revoke(middle)).isTrue();
        assertThat(keys.published())
                .extracting(TokenKey::id)
                .containsExactly(keys.signing().getKeyID());
    }

    @Test
    void areRevokedAfterTheirExpiryToo() {
        var expired = keys.signing().getKeyID();
        keys.rotate();
        users.clock().advance(SigningKeys.LEAD.plus(SigningKeys.RETENTION));
        assertThat(keys.revoke(expired)).isTrue();
        assertThat(keys.revoke(expired)).isFalse();
    }

    private void insertBackdated(Duration time) {
        var row = SigningKeys.generate(users.clock().instant().minus(time));
        users.database().write(transaction -> {
            SigningKeyStore.insert(transaction, row);
            return row;
        });
    }

    @Test
    void includeASigningKeyHoweverManyAreRevoked() {
        for (int i = 0; i < 3; i++) {
            keys.all().forEach(key -> assertThat(keys.revoke(key.id())).isTrue());
            assertThat(keys.all()).extracting(SigningKeys.State::use).containsExactly(SigningKeys.Use.SIGNING);
        }
    }

    /** An id that begins with a hyphen would be read as an option of the command line. */
    @Test
    void haveIdsThatAreNoOptions() {
        assertThat(Stream.generate(() -> SigningKeys.generate(Instant.EPOCH)).limit(500))
                .extracting(SigningKeyStore.Row::id)
                .noneMatch(id -> id.startsWith("-"));
    }

    private List<String> run(String... arguments) {
        return new KeysCommand(keys).run(List.of(arguments));
    }

    @Test
    void signTokensThatTheVerifierAccepts() {
        var now = new SigningKeys(new SigningKeyStore(users.database()), InstantSource.system());
        users.database().write(transaction -> transaction.handle().execute("DELETE FROM signing_key"));
        now.createFirst();
        var token = new Tokens(now, users.data()::feedId).begin(4, 4);
        assertThat(token.toString()).doesNotContain(token.token());
        var port = new LocalUsers(
                users.userStore(),
                users.accountStore(),
                now,
                users.data()::lineage,
                users.data().feed());
        assertThat(new TokenVerifier(() -> port, (user, issuedAt) -> false)
                        .session("Bearer " + token.token())
                        .user())
                .isEqualTo(4);
        var deleted = new TokenVerifier(() -> port, (user, issuedAt) -> user == 4);
        assertThatThrownBy(() -> deleted.session("Bearer " + token.token()).user())
                .isInstanceOf(BoardException.class);
    }
}

package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.auth.TokenVerifier;
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

/** The keys that sign tokens, through their lives. */
class SigningKeysTest {
    @TempDir
    private Path folder;

    private House house;
    private SigningKeys keys;

    @BeforeEach
    void open() {
        house = House.open(folder);
        keys = house.keys();
        keys.prepare();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void areMadeOnce() {
        var first = keys.signing().getKeyID();
        keys.prepare();
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(first);
    }

    @Test
    void areAllPublicInWhatIsPublished() {
        assertThat(keys.signing().isPrivate()).isTrue();
        assertThat(keys.published().get(0).x()).isEqualTo(keys.signing().getX().toString());
    }

    @Test
    void arePublishedBeforeTheySignAndUntilTheirTokensHaveExpired() {
        var first = keys.signing().getKeyID();
        keys.rotate();
        assertThat(keys.published()).hasSize(2);
        assertThat(keys.signing().getKeyID()).isEqualTo(first);

        house.clock().pass(SigningKeys.LEAD);
        var second = keys.signing().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(first, second);

        house.clock().pass(SigningKeys.REST.minusSeconds(1));
        assertThat(keys.published()).hasSize(2);
        house.clock().pass(Duration.ofSeconds(1));
        assertThat(keys.published()).extracting(TokenKey::id).containsExactly(second);

        keys.rotate();
        assertThat(new SigningKeyStore(house.database()).all())
                .extracting(SigningKeyStore.Row::id)
                .doesNotContain(first)
                .hasSize(2);
    }

    @Test
    void countNoMoreOnceTheyAreWithdrawn() {
        long user = house.register("betty", "correct horse battery staple");
        var stolen = keys.signing().getKeyID();
        var token = "Bearer "
                + new Tokens(keys, house.data()::feedId).begin(user, 0).token();
        var actors = house.actors();
        assertThat(actors.session(token).user()).isEqualTo(user);
        keys.rotate();
        assertThat(run("list")).hasSize(2).first().asString().startsWith(stolen + " signing, signs from 2026-11-01T");

        assertThat(run("revoke", stolen)).first().asString().contains(stolen + " is withdrawn");
        assertThatThrownBy(() -> actors.session(token).user()).isInstanceOf(BoardException.class);
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(2).doesNotContain(stolen);
        assertThat(actors.session("Bearer "
                                + new Tokens(keys, house.data()::feedId)
                                        .begin(user, 0)
                                        .token())
                        .user())
                .isEqualTo(user);
        assertThatThrownBy(() -> run("revoke", stolen))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void stayExpiredWhenTheirSuccessorIsWithdrawn() {
        var stolen = keys.signing().getKeyID();
        keys.rotate();
        house.clock().pass(SigningKeys.LEAD.plus(SigningKeys.REST));
        assertThat(keys.revoke(keys.signing().getKeyID())).isTrue();
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(1).doesNotContain(stolen);
    }

    /** Between an expired key and the one that signs, another one is withdrawn: the three are of three rotations. */
    @Test
    void stayExpiredWhenAKeyThatSignsNoMoreIsWithdrawn() {
        var stolen = keys.signing().getKeyID();
        house.clock().pass(SigningKeys.REST.multipliedBy(2));
        insertBackdated(SigningKeys.REST);
        var middle = keys.signing().getKeyID();
        insertBackdated(Duration.ofMinutes(1));
        assertThat(keys.published()).extracting(TokenKey::id).hasSize(2).doesNotContain(stolen);
        assertThat(keys.revoke(middle)).isTrue();
        assertThat(keys.published())
                .extracting(TokenKey::id)
                .containsExactly(keys.signing().getKeyID());
    }

    @Test
    void areWithdrawnWhenTheyHaveExpiredToo() {
        var expired = keys.signing().getKeyID();
        keys.rotate();
        house.clock().pass(SigningKeys.LEAD.plus(SigningKeys.REST));
        assertThat(keys.revoke(expired)).isTrue();
        assertThat(keys.revoke(expired)).isFalse();
    }

    private void insertBackdated(Duration time) {
        var row = SigningKeys.fresh(house.clock().instant().minus(time));
        house.database().write(change -> {
            SigningKeyStore.insert(change, row);
            return row;
        });
    }

    @Test
    void areNeverNoneHoweverManyAreWithdrawn() {
        for (int i = 0; i < 3; i++) {
            keys.all().forEach(key -> assertThat(keys.revoke(key.id())).isTrue());
            assertThat(keys.all()).extracting(SigningKeys.State::use).containsExactly(SigningKeys.Use.SIGNING);
        }
    }

    /** An operator types it after a word: what begins with a hyphen would be taken for an option. */
    @Test
    void haveNamesThatNoOptionHas() {
        assertThat(Stream.generate(() -> SigningKeys.fresh(Instant.EPOCH)).limit(500))
                .extracting(SigningKeyStore.Row::id)
                .noneMatch(id -> id.startsWith("-"));
    }

    private List<String> run(String... arguments) {
        return new KeysCommand(keys).run(List.of(arguments));
    }

    @Test
    void signTokensThatActorsTake() {
        var now = new SigningKeys(new SigningKeyStore(house.database()), InstantSource.system());
        house.database().write(change -> change.handle().execute("DELETE FROM signing_key"));
        now.prepare();
        var token = new Tokens(now, house.data()::feedId).begin(4, 4);
        assertThat(token.toString()).doesNotContain(token.token());
        var port = new LocalUsers(
                house.users(),
                house.store(),
                now,
                house.data()::lineage,
                house.data().feed());
        assertThat(new TokenVerifier(() -> port, (user, issuedAt) -> false)
                        .session("Bearer " + token.token())
                        .user())
                .isEqualTo(4);
        var deleted = new TokenVerifier(() -> port, (user, issuedAt) -> user == 4);
        assertThatThrownBy(() -> deleted.session("Bearer " + token.token()).user())
                .isInstanceOf(BoardException.class);
    }
}

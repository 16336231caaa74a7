package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.auth.TokenClaims;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how long sessions last. */
class SessionsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String OTHER = "a quite different one";

    @TempDir
    private Path folder;

    private OpenUsers users;
    private Tokens tokens;
    private long betty;

    @BeforeEach
    void open() {
        users = OpenUsers.in(folder);
        users.keys().createFirst();
        tokens = users.tokens();
        betty = users.register("betty", PASSWORD);
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void endWhenThePasswordChanges() {
        var before = signIn(PASSWORD);
        var renewed = tokens.renew(session(before));
        var changed = changePassword();
        assertFails(Kind.UNAUTHENTICATED, () -> session(before));
        assertFails(Kind.UNAUTHENTICATED, () -> session(renewed));
        assertThat(session(tokens.begin(betty, changed)).user()).isEqualTo(betty);
        assertThat(session(signIn(OTHER)).user()).isEqualTo(betty);
        assertThat(users.data()
                        .feed()
                        .changes(Feed.Cursor.at(changed - 1), 1, Duration.ZERO)
                        .entries())
                .extracting(Feed.Entry::kind, Feed.Entry::id)
                .containsExactly(tuple("sessions-ended", betty));
    }

    /** The password may change while it is checked. */
    @Test
    void doNotBeginWithAPasswordThatChangesMeanwhile() {
        var account = users.signIn().authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS);
        changePassword();
        assertFails(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty, account.position())));
    }

    @Test
    void areNotRenewedIfTheyEndAfterTheCheck() {
        var session = session(signIn(PASSWORD));
        changePassword();
        assertFails(Kind.UNAUTHENTICATED, () -> session(tokens.renew(session)));
    }

    @Test
    void continueWhenSomethingElseChanges() {
        var before = signIn(PASSWORD);
        var changed = users.accounts()
                .change(betty, betty, new UserChange("Betty", null, null, null), null, OpenUsers.ADDRESS);
        assertThat(changed.position()).isEmpty();
        assertThat(session(before).user()).isEqualTo(betty);
    }

    @Test
    void endThirtyDaysAfterTheSignIn() {
        var start = users.clock().instant();
        var session = session(signIn(PASSWORD));
        users.clock().advance(Duration.ofDays(20));
        var renewed = tokens.renew(session);
        assertThat(renewed.expiresAt()).isEqualTo(users.clock().instant().plus(Duration.ofHours(1)));
        assertThat(session(renewed)).isEqualTo(session);
        assertThat(session.signedIn()).isEqualTo(start);
        users.clock().advance(Duration.ofDays(10).minusMinutes(30));
        var last = tokens.renew(session);
        assertThat(last.expiresAt()).isEqualTo(start.plus(Duration.ofDays(30)));
        assertThat(session(last)).isEqualTo(session);
        users.clock().advance(Duration.ofMinutes(30));
        assertFails(Kind.UNAUTHENTICATED, () -> tokens.renew(session(last)));
    }

    /** After a restore from a backup, tokens issued since the backup are invalid. */
    @Test
    void areUnknownIfTheirPositionIsAfterTheHeadOfTheFeed() {
        long head = users.signIn()
                .authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS)
                .position();
        assertThat(session(tokens.begin(betty, head)).user()).isEqualTo(betty);
        assertFails(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty, head + 1)));
        assertFails(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty + 1, head)));
    }

    /** A found or stolen token is usually older. */
    @Test
    void deleteTheAccountOnlySoonAfterTheSignIn() {
        var session = session(signIn(PASSWORD));
        users.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        var renewed = session(tokens.renew(session));
        assertFails(Kind.FORBIDDEN, () -> users.accounts().delete(session, betty, null));
        assertFails(Kind.FORBIDDEN, () -> users.accounts().delete(renewed, betty, null));
        users.accountStore().setModerator(new Username("betty"), true);
        users.accounts().delete(session, 1, null);
        users.accounts().delete(session(signIn(PASSWORD)), betty, null);
        assertFails(Kind.UNAUTHENTICATED, () -> session(tokens.renew(session)));
    }

    private long changePassword() {
        var update = new UserChange(null, null, new Password(OTHER), new Password(PASSWORD));
        return users.accounts()
                .change(betty, betty, update, null, OpenUsers.ADDRESS)
                .position()
                .orElseThrow();
    }

    private Token signIn(String password) {
        var account = users.signIn().authenticate("betty", new Password(password), OpenUsers.ADDRESS);
        return tokens.begin(account.id(), account.position());
    }

    private TokenClaims session(Token token) {
        return users.verifier().session("Bearer " + token.token());
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

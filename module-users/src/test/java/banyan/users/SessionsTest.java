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

/** How long somebody stays signed in. */
class SessionsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String OTHER = "a quite different one";

    @TempDir
    private Path folder;

    private House house;
    private Tokens tokens;
    private long betty;

    @BeforeEach
    void open() {
        house = House.open(folder);
        house.keys().prepare();
        tokens = house.tokens();
        betty = house.register("betty", PASSWORD);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void endWhenThePasswordIsChanged() {
        var before = signIn(PASSWORD);
        var renewed = tokens.renew(session(before));
        var changed = changePassword();
        refused(Kind.UNAUTHENTICATED, () -> session(before));
        refused(Kind.UNAUTHENTICATED, () -> session(renewed));
        assertThat(session(tokens.begin(betty, changed)).user()).isEqualTo(betty);
        assertThat(session(signIn(OTHER)).user()).isEqualTo(betty);
        assertThat(house.data()
                        .feed()
                        .changes(Feed.Cursor.at(changed - 1), 1, Duration.ZERO)
                        .entries())
                .extracting(Feed.Entry::kind, Feed.Entry::id)
                .containsExactly(tuple("sessions-ended", betty));
    }

    /** The password is checked for a while, in which another one may be set. */
    @Test
    void doNotBeginWithAPasswordThatIsChangedMeanwhile() {
        var account = house.signIn().check("betty", new Password(PASSWORD), House.ADDRESS);
        changePassword();
        refused(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty, account.position())));
    }

    @Test
    void areNotRenewedAfterTheyWereFoundToCountAndEnded() {
        var session = session(signIn(PASSWORD));
        changePassword();
        refused(Kind.UNAUTHENTICATED, () -> session(tokens.renew(session)));
    }

    @Test
    void goOnWhenSomethingElseIsChanged() {
        var before = signIn(PASSWORD);
        var changed =
                house.accounts().change(betty, betty, new UserChange("Betty", null, null, null), null, House.ADDRESS);
        assertThat(changed.position()).isEmpty();
        assertThat(session(before).user()).isEqualTo(betty);
    }

    @Test
    void endThirtyDaysAfterTheSignIn() {
        var start = house.clock().instant();
        var session = session(signIn(PASSWORD));
        house.clock().pass(Duration.ofDays(20));
        var renewed = tokens.renew(session);
        assertThat(renewed.expiresAt()).isEqualTo(house.clock().instant().plus(Duration.ofHours(1)));
        assertThat(session(renewed)).isEqualTo(session);
        assertThat(session.signedIn()).isEqualTo(start);
        house.clock().pass(Duration.ofDays(10).minusMinutes(30));
        var last = tokens.renew(session);
        assertThat(last.expiresAt()).isEqualTo(start.plus(Duration.ofDays(30)));
        assertThat(session(last)).isEqualTo(session);
        house.clock().pass(Duration.ofMinutes(30));
        refused(Kind.UNAUTHENTICATED, () -> tokens.renew(session(last)));
    }

    /** After a restore from a backup, what was given out since is worth nothing. */
    @Test
    void areUnknownIfTheyAreOfAPositionThatTheFeedHasNotComeTo() {
        long head = house.signIn()
                .check("betty", new Password(PASSWORD), House.ADDRESS)
                .position();
        assertThat(session(tokens.begin(betty, head)).user()).isEqualTo(betty);
        refused(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty, head + 1)));
        refused(Kind.UNAUTHENTICATED, () -> session(tokens.begin(betty + 1, head)));
    }

    /** Whoever has found or stolen a token has had it for a while. */
    @Test
    void giveUpTheAccountOnlySoonAfterTheSignIn() {
        var session = session(signIn(PASSWORD));
        house.clock().pass(Duration.ofMinutes(5).plusSeconds(1));
        var renewed = session(tokens.renew(session));
        refused(Kind.FORBIDDEN, () -> house.accounts().leave(session, betty, null));
        refused(Kind.FORBIDDEN, () -> house.accounts().leave(renewed, betty, null));
        house.store().moderate(new Username("betty"), true);
        house.accounts().leave(session, 1, null);
        house.accounts().leave(session(signIn(PASSWORD)), betty, null);
        refused(Kind.UNAUTHENTICATED, () -> session(tokens.renew(session)));
    }

    private long changePassword() {
        var change = new UserChange(null, null, new Password(OTHER), new Password(PASSWORD));
        return house.accounts()
                .change(betty, betty, change, null, House.ADDRESS)
                .position()
                .orElseThrow();
    }

    private Token signIn(String password) {
        var account = house.signIn().check("betty", new Password(password), House.ADDRESS);
        return tokens.begin(account.id(), account.position());
    }

    private TokenClaims session(Token token) {
        return house.actors().session("Bearer " + token.token());
    }

    private static void refused(Kind kind, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

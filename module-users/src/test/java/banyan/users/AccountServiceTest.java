package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.users.UserView;
import banyan.core.web.params.IdempotencyKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of accounts, on real tables. */
class AccountServiceTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = House.open(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static void refused(Kind kind, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void giveNewUsersAnIdOfTheirOwnAndFeedThem() {
        long id = house.register("Betty", PASSWORD);
        assertThat(id).isGreaterThan(100);
        assertThat(house.users().find(id).orElseThrow().username()).isEqualTo("betty");
        assertThat(house.data()
                        .feed()
                        .changes(Feed.Cursor.at(4), 10, Duration.ZERO)
                        .entries())
                .extracting(Feed.Entry::kind, Feed.Entry::id)
                .containsExactly(tuple("created", id));
    }

    @Test
    void neverGiveAUsernameTwice() {
        long id = house.register("betty", PASSWORD);
        refused(Kind.CONFLICT, () -> house.register("BETTY", PASSWORD));
        refused(Kind.CONFLICT, () -> house.register("finn", PASSWORD));
        house.leave(id, id);
        refused(Kind.CONFLICT, () -> house.register("betty", PASSWORD));
    }

    /** Both have come as far as the writing before either may write. */
    @ParameterizedTest
    @CsvSource({"prismo, PRISMO", "gunter, ｇｕｎｔｅｒ", "Straße, STRASSE"})
    void giveANameToOneOfTwoWhoAskAtOnce(String one, String other) throws Exception {
        var first = new FutureTask<>(() -> house.register(one, PASSWORD));
        var second = new FutureTask<>(() -> house.register(other, PASSWORD));
        var threads = List.of(new Thread(first), new Thread(second));
        house.database().write(change -> {
            threads.forEach(Thread::start);
            while (!threads.stream().allMatch(AccountServiceTest::waitsForItsTurn)) {
                Thread.onSpinWait();
            }
            return null;
        });
        for (var thread : threads) {
            thread.join();
        }
        assertThat(List.of(outcome(first), outcome(second))).containsExactlyInAnyOrder("registered", "CONFLICT");
    }

    private static boolean waitsForItsTurn(Thread thread) {
        assertThat(thread.isAlive()).as("it waits").isTrue();
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("tryLock"));
    }

    private static String outcome(FutureTask<Long> registering) throws Exception {
        try {
            assertThat(registering.get()).isGreaterThan(100);
            return "registered";
        } catch (ExecutionException e) {
            assertThat(e).cause().isInstanceOf(BoardException.class);
            return ((BoardException) e.getCause()).kind().name();
        }
    }

    @Test
    void answerARepeatedRequestWithTheFirstAnswer() {
        var user = new NewUser("betty", new Password(PASSWORD), null, null);
        var first = house.accounts().register(user, Optional.of("key"), House.ADDRESS);
        assertThat(house.accounts().register(user, Optional.of("key"), House.ADDRESS))
                .isEqualTo(first);
        assertThat(house.accounts().register(user, Optional.of("key"), "198.51.100.9"))
                .isEqualTo(first);
        var other = new NewUser("betty", new Password(PASSWORD), "Betty", null);
        refused(Kind.CONFLICT, () -> house.accounts().register(other, Optional.of("key"), House.ADDRESS));
    }

    @Test
    void takeTheLongestKeyWithTheLongestUsername() {
        var user = new NewUser("b".repeat(32), new Password(PASSWORD), null, null);
        var key = Optional.of(IdempotencyKey.fromString("k".repeat(255)).value());
        var first = house.accounts().register(user, key, House.ADDRESS);
        assertThat(house.accounts().register(user, key, House.ADDRESS)).isEqualTo(first);
    }

    /** They cannot know of each other's keys: the first one must neither block the second one nor show itself. */
    @Test
    void takeTheSameKeyOfTwoWhoRegister() {
        var betty = new NewUser("betty", new Password(PASSWORD), null, null);
        var simon = new NewUser("simon", new Password(PASSWORD), null, null);
        var first = house.accounts().register(betty, Optional.of("key"), House.ADDRESS);
        assertThat(house.accounts()
                        .register(simon, Optional.of("key"), House.ADDRESS)
                        .item())
                .isNotEqualTo(first.item());
        var stranger = new NewUser("betty", new Password("a quite different one"), null, null);
        refused(Kind.CONFLICT, () -> house.accounts().register(stranger, Optional.of("key"), House.ADDRESS));
    }

    @Test
    void keepNothingButTheIdAndTheUsernameOfWhoLeaves() {
        var user = new NewUser("betty", new Password(PASSWORD), "Betty Grof", "of the past");
        long id = house.accounts()
                .register(user, Optional.of("key"), House.ADDRESS)
                .item();
        house.leave(id, id);
        assertThat(house.port().find(id)).hasValue(UserView.gone(id));
        assertThat(house.store().find(id).orElseThrow().password()).isEmpty();
        assertThat(house.database()
                        .<List<String>>read(handle -> handle.select("SELECT body FROM receipt")
                                .mapTo(String.class)
                                .list()))
                .containsExactly("");
        refused(Kind.GONE, () -> house.leave(id, id));
        refused(Kind.UNAUTHENTICATED, () -> house.signIn().check("betty", new Password(PASSWORD), House.ADDRESS));
    }

    /** Whose password was looked at before the account was deleted comes to note the network after that. */
    @Test
    void noteNoNetworkOfWhoHasLeft() {
        long id = house.register("betty", PASSWORD);
        house.leave(id, id);
        house.networks().note(id, House.ADDRESS);
        assertThat(house.networks().noted(id, House.ADDRESS)).isEmpty();
    }

    @Test
    void letOnlyModeratorsEndTheAccountsOfOthers() {
        long betty = house.register("betty", PASSWORD);
        refused(Kind.FORBIDDEN, () -> house.leave(betty, 1));
        assertThat(house.store().moderate(new Username("betty"), true)).isTrue();
        assertThat(house.store().moderators()).containsExactly("betty");
        assertThat(house.port().moderates(betty)).isTrue();
        house.leave(betty, 1);
        assertThat(house.users().find(1).orElseThrow().isDeleted()).isTrue();
        refused(
                Kind.FORBIDDEN,
                () -> house.accounts().change(betty, 2, new UserChange("x", null, null, null), null, House.ADDRESS));
    }

    @Test
    void letOnlyWhoCanSignInModerate() {
        assertThat(house.store().moderate(new Username("finn"), true)).isFalse();
        assertThat(house.store().moderate(new Username("nobody"), true)).isFalse();
        long id = house.register("betty", PASSWORD);
        house.leave(id, id);
        assertThat(house.store().moderate(new Username("betty"), true)).isFalse();
        assertThat(house.store().moderators()).isEmpty();
    }

    @Test
    void tellNothingAboutWhoExists() {
        house.register("betty", PASSWORD);
        for (var username : List.of("betty", "finn", "nobody", "not a name")) {
            assertThatThrownBy(() -> house.signIn().check(username, new Password("wrong"), House.ADDRESS))
                    .as(username)
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED))
                    .hasMessage("There is no account with this username and this password.");
        }
    }

    @Test
    void hashAgainWhatWasHashedWithOtherParameters() {
        long id = house.register("betty", PASSWORD);
        var weak = "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$";
        var old = weak + Argon2Test.hash(weak, PASSWORD);
        house.database()
                .write(change -> change.handle().execute("UPDATE account SET password = ? WHERE id = ?", old, id));
        assertThat(house.signIn()
                        .check("betty", new Password(PASSWORD), House.ADDRESS)
                        .id())
                .isEqualTo(id);
        assertThat(house.store().find(id).orElseThrow().password().orElseThrow())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(house.signIn()
                        .check("betty", new Password(PASSWORD), House.ADDRESS)
                        .id())
                .isEqualTo(id);
    }
}

package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Feed;
import banyan.core.revision.DataRole;
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

/** Tests the rules of accounts on a real database. */
class AccountServiceTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    private OpenUsers users;

    @BeforeEach
    void open() {
        users = OpenUsers.in(folder);
    }

    @AfterEach
    void close() {
        users.close();
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void assignsAnIdAndRecordsANewUserInTheFeed() {
        long id = users.register("Betty", PASSWORD);
        assertThat(id).isGreaterThan(100);
        assertThat(users.userStore().find(id).orElseThrow().username()).isEqualTo("betty");
        assertThat(users.data()
                        .feed()
                        .changes(Feed.Cursor.at(4), 10, Duration.ZERO)
                        .entries())
                .extracting(Feed.Entry::kind, Feed.Entry::id)
                .containsExactly(tuple("created", id));
    }

    @Test
    void neverReusesAUsername() {
        long id = users.register("betty", PASSWORD);
        assertFails(Kind.CONFLICT, () -> users.register("BETTY", PASSWORD));
        assertFails(Kind.CONFLICT, () -> users.register("finn", PASSWORD));
        users.delete(id, id);
        assertFails(Kind.CONFLICT, () -> users.register("betty", PASSWORD));
    }

    /** Both registrations wait for the write lock before either may write. */
    @ParameterizedTest
    @CsvSource({"prismo, PRISMO", "gunter, ｇｕｎｔｅｒ", "Straße, STRASSE"})
    void acceptsOneOfTwoConcurrentRegistrationsOfAUsername(String one, String other) throws Exception {
        var first = new FutureTask<>(() -> users.register(one, PASSWORD));
        var second = new FutureTask<>(() -> users.register(other, PASSWORD));
        var threads = List.of(new Thread(first), new Thread(second));
        users.database().write(transaction -> {
            threads.forEach(Thread::start);
            while (!threads.stream().allMatch(AccountServiceTest::waitsForTheWriteLock)) {
                Thread.onSpinWait();
            }
            return null;
        });
        for (var thread : threads) {
            thread.join();
        }
        assertThat(List.of(outcome(first), outcome(second))).containsExactlyInAnyOrder("registered", "CONFLICT");
    }

    private static boolean waitsForTheWriteLock(Thread thread) {
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
    void givesARetryTheFirstResponse() {
        var user = new NewUser("betty", new Password(PASSWORD), null, null);
        var first = users.accounts().register(user, Optional.of("key"), OpenUsers.ADDRESS);
        assertThat(users.accounts().register(user, Optional.of("key"), OpenUsers.ADDRESS))
                .isEqualTo(first);
        assertThat(users.accounts().register(user, Optional.of("key"), "198.51.100.9"))
                .isEqualTo(first);
        var other = new NewUser("betty", new Password(PASSWORD), "Betty", null);
        assertFails(Kind.CONFLICT, () -> users.accounts().register(other, Optional.of("key"), OpenUsers.ADDRESS));
    }

    @Test
    void acceptsTheLongestKeyWithTheLongestUsername() {
        var user = new NewUser("b".repeat(32), new Password(PASSWORD), null, null);
        var key = Optional.of(IdempotencyKey.fromString("k".repeat(255)).value());
        var first = users.accounts().register(user, key, OpenUsers.ADDRESS);
        assertThat(users.accounts().register(user, key, OpenUsers.ADDRESS)).isEqualTo(first);
    }

    /** Clients do not know each other's keys: the first registration must neither block the second nor be revealed. */
    @Test
    void acceptsTheSameKeyForTwoRegistrations() {
        var betty = new NewUser("betty", new Password(PASSWORD), null, null);
        var simon = new NewUser("simon", new Password(PASSWORD), null, null);
        var first = users.accounts().register(betty, Optional.of("key"), OpenUsers.ADDRESS);
        assertThat(users.accounts()
                        .register(simon, Optional.of("key"), OpenUsers.ADDRESS)
                        .item())
                .isNotEqualTo(first.item());
        var stranger = new NewUser("betty", new Password("a quite different one"), null, null);
        assertFails(Kind.CONFLICT, () -> users.accounts().register(stranger, Optional.of("key"), OpenUsers.ADDRESS));
    }

    @Test
    void keepsOnlyTheIdAndTheUsernameOfADeletedAccount() {
        var user = new NewUser("betty", new Password(PASSWORD), "Betty Grof", "of the past");
        long id = users.accounts()
                .register(user, Optional.of("key"), OpenUsers.ADDRESS)
                .item();
        users.delete(id, id);
        assertThat(users.port().find(id)).hasValue(UserView.gone(id));
        assertThat(users.accountStore().find(id).orElseThrow().password()).isEmpty();
        assertThat(users.database()
                        .<List<String>>read(handle -> handle.select("SELECT body FROM receipt")
                                .mapTo(String.class)
                                .list()))
                .containsExactly("");
        assertFails(Kind.GONE, () -> users.delete(id, id));
        assertFails(
                Kind.UNAUTHENTICATED,
                () -> users.signIn().authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS));
    }

    /** The password was checked before the deletion, and the network is added after it. */
    @Test
    void addsNoNetworkToADeletedAccount() {
        long id = users.register("betty", PASSWORD);
        users.delete(id, id);
        users.networkStore().add(id, OpenUsers.ADDRESS);
        assertThat(users.networkStore().lastSignIn(id, OpenUsers.ADDRESS)).isEmpty();
    }

    @Test
    void letsOnlyModeratorsDeleteTheAccountsOfOthers() {
        long betty = users.register("betty", PASSWORD);
        assertFails(Kind.FORBIDDEN, () -> users.delete(betty, 1));
        assertThat(users.accountStore().setModerator(new Username("betty"), true))
                .isTrue();
        assertThat(users.accountStore().moderators()).containsExactly("betty");
        assertThat(users.port().moderates(betty)).isTrue();
        users.delete(betty, 1);
        assertThat(users.userStore().find(1).orElseThrow().isDeleted()).isTrue();
        assertFails(
                Kind.FORBIDDEN,
                () -> users.accounts()
                        .change(betty, 2, new UserChange("x", null, null, null), null, OpenUsers.ADDRESS));
    }

    @Test
    void appointsOnlyUsersWhoCanSignIn() {
        assertThat(users.accountStore().setModerator(new Username("finn"), true))
                .isFalse();
        assertThat(users.accountStore().setModerator(new Username("nobody"), true))
                .isFalse();
        long id = users.register("betty", PASSWORD);
        users.delete(id, id);
        assertThat(users.accountStore().setModerator(new Username("betty"), true))
                .isFalse();
        assertThat(users.accountStore().moderators()).isEmpty();
    }

    @Test
    void doesNotRevealWhetherAUserExists() {
        users.register("betty", PASSWORD);
        for (var username : List.of("betty", "finn", "nobody", "not a name")) {
            assertThatThrownBy(() -> users.signIn().authenticate(username, new Password("wrong"), OpenUsers.ADDRESS))
                    .as(username)
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED))
                    .hasMessage("There is no account with this username and this password.");
        }
    }

    @Test
    void rehashesAPasswordThatHasOtherParameters() {
        long id = users.register("betty", PASSWORD);
        var weak = "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$";
        var old = weak + Argon2Test.hash(weak, PASSWORD);
        users.database()
                .write(transaction ->
                        transaction.handle().execute("UPDATE account SET password = ? WHERE id = ?", old, id));
        assertThat(users.signIn()
                        .authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS)
                        .id())
                .isEqualTo(id);
        assertThat(users.accountStore().find(id).orElseThrow().password().orElseThrow())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(users.signIn()
                        .authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS)
                        .id())
                .isEqualTo(id);
    }

    /** Nothing is written there, neither the network nor the new hash. */
    @Test
    void letsUsersSignInWhileTheDatabaseAcceptsNoWrites() {
        long id = users.register("betty", PASSWORD);
        var weak = "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$";
        var old = weak + Argon2Test.hash(weak, PASSWORD);
        users.database()
                .write(transaction ->
                        transaction.handle().execute("UPDATE account SET password = ? WHERE id = ?", old, id));
        users.become(DataRole.Kind.STANDBY);
        assertThat(users.signIn()
                        .authenticate("betty", new Password(PASSWORD), OpenUsers.ADDRESS)
                        .id())
                .isEqualTo(id);
        assertThat(users.accountStore().find(id).orElseThrow().password()).hasValue(old);
        assertThat(users.networkStore().lastSignIn(id, OpenUsers.ADDRESS)).isEmpty();
        assertFails(Kind.NOT_HOME, () -> users.register("carla", PASSWORD));
        assertFails(Kind.NOT_HOME, () -> users.delete(id, id));
    }
}

package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.users.AttemptLimits.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker guesses the password of an account from many addresses. */
class AttemptLimitsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String UNKNOWN_NETWORK = "203.0.113.";

    @TempDir
    private Path folder;

    private OpenUsers users;
    private AttemptLimits limits;

    @BeforeEach
    void open() {
        users = OpenUsers.in(folder);
        limits = new AttemptLimits(users.clock()::nanoTime);
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void limitsAttemptsFromAllUnknownAddressesTogether() {
        assertThat(admittedGuesses("betty", 1_000)).isEqualTo(50);
        assertThat(admittedGuesses("simon", 1_000)).isEqualTo(50);
        users.clock().advance(Duration.ofMinutes(3));
        assertThat(admittedGuesses("betty", 1_000)).isEqualTo(3);
    }

    @Test
    void countsKnownAddressesSeparately() {
        assertThat(admittedGuesses("betty", 1_000)).isEqualTo(50);
        for (int i = 0; i < 10; i++) {
            limits.begin(new Attempt("betty", OpenUsers.ADDRESS, false));
        }
        assertThatThrownBy(() -> limits.begin(new Attempt("betty", OpenUsers.ADDRESS, false)))
                .isInstanceOf(BoardException.class);
    }

    /** A client that occupies all hashing does not use up the attempts of an account. */
    @Test
    void countsUncheckedAttemptsForTheAddressOnly() {
        for (int i = 0; i < 10; i++) {
            var attempt = new Attempt("betty", UNKNOWN_NETWORK + 5_000, true);
            limits.begin(attempt);
            limits.notChecked(attempt);
        }
        assertThat(isAdmitted(new Attempt("betty", UNKNOWN_NETWORK + 5_000, true)))
                .isFalse();
        assertThat(admittedGuesses("betty", 1_000)).isEqualTo(50);
    }

    /** The known addresses are in the database: the process may restart or be one of several. */
    @Test
    void letsTheOwnerSignInFromAKnownAddress() {
        long betty = users.register("betty", PASSWORD);
        signIn(users.signIn(limits), OpenUsers.ADDRESS);
        limits = new AttemptLimits(users.clock()::nanoTime);
        assertThat(admittedGuesses("betty", 1_000)).isEqualTo(50);
        assertThat(admittedGuesses("#" + betty, 1_000)).isEqualTo(50);
        var signIn = users.signIn(limits);
        assertThatThrownBy(() -> signIn(signIn, UNKNOWN_NETWORK + 5_000))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_MANY));
        signIn(signIn, OpenUsers.ADDRESS);
        assertThat(signIn.verifiedHash(betty, new Password(PASSWORD), OpenUsers.ADDRESS))
                .isNotEmpty();
    }

    @Test
    void remembersTheNetworksThatWereUsedLast() {
        long betty = users.register("betty", PASSWORD);
        for (int i = 0; i <= KnownNetworkStore.MAX_PER_ACCOUNT; i++) {
            users.networkStore().add(betty, "network " + i);
        }
        assertThat(users.networkStore().lastSignIn(betty, "network 0")).isEmpty();
        assertThat(users.networkStore().lastSignIn(betty, "network 1")).isPresent();
        users.delete(betty, betty);
        assertThat(users.networkStore().lastSignIn(betty, "network 1")).isEmpty();
    }

    private static void signIn(SignIn signIn, String address) {
        assertThat(signIn.authenticate("betty", new Password(PASSWORD), address).password())
                .isPresent();
    }

    /** Returns how many guesses are admitted, each from another address. */
    private long admittedGuesses(String account, int addresses) {
        return IntStream.range(0, addresses)
                .filter(i -> isAdmitted(new Attempt(account, UNKNOWN_NETWORK + i, true)))
                .count();
    }

    private boolean isAdmitted(Attempt attempt) {
        try {
            limits.begin(attempt);
            return true;
        } catch (BoardException e) {
            assertThat(e.kind()).isEqualTo(Kind.TOO_MANY);
            return false;
        }
    }
}

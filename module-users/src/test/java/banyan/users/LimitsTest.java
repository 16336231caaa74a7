package banyan.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.users.Limits.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody guesses the password of an account, from many addresses. */
class LimitsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String STRANGE = "203.0.113.";

    @TempDir
    private Path folder;

    private House house;
    private Limits limits;

    @BeforeEach
    void open() {
        house = House.open(folder);
        limits = new Limits(house.clock()::nanoTime);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void areAFewInAllHoweverManyAddressesTheyComeFrom() {
        assertThat(guessesOf("betty", 1_000)).isEqualTo(50);
        assertThat(guessesOf("simon", 1_000)).isEqualTo(50);
        house.clock().pass(Duration.ofMinutes(3));
        assertThat(guessesOf("betty", 1_000)).isEqualTo(3);
    }

    @Test
    void areNotCountedTogetherWithThoseWhereSomebodyHasSignedIn() {
        assertThat(guessesOf("betty", 1_000)).isEqualTo(50);
        for (int i = 0; i < 10; i++) {
            limits.begin(new Attempt("betty", House.ADDRESS, false));
        }
        assertThatThrownBy(() -> limits.begin(new Attempt("betty", House.ADDRESS, false)))
                .isInstanceOf(BoardException.class);
    }

    /** Whoever keeps all hashing busy does not use up the attempts of an account. */
    @Test
    void areCountedForTheAddressAloneIfNobodyLookedAtThem() {
        for (int i = 0; i < 10; i++) {
            var attempt = new Attempt("betty", STRANGE + 5_000, true);
            limits.begin(attempt);
            limits.untried(attempt);
        }
        assertThat(isLetThrough(new Attempt("betty", STRANGE + 5_000, true))).isFalse();
        assertThat(guessesOf("betty", 1_000)).isEqualTo(50);
    }

    /** It is in the database: the process may be started anew, or be one of several. */
    @Test
    void keepTheOwnerOutNowhereWhereSheHasSignedIn() {
        long betty = house.register("betty", PASSWORD);
        signIn(house.signIn(limits), House.ADDRESS);
        limits = new Limits(house.clock()::nanoTime);
        assertThat(guessesOf("betty", 1_000)).isEqualTo(50);
        assertThat(guessesOf("#" + betty, 1_000)).isEqualTo(50);
        var signIn = house.signIn(limits);
        assertThatThrownBy(() -> signIn(signIn, STRANGE + 5_000))
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_MANY));
        signIn(signIn, House.ADDRESS);
        assertThat(signIn.confirmed(betty, new Password(PASSWORD), House.ADDRESS))
                .isNotEmpty();
    }

    @Test
    void areRememberedForTheNetworksThatWereUsedLast() {
        long betty = house.register("betty", PASSWORD);
        for (int i = 0; i <= KnownNetworkStore.MOST; i++) {
            house.networks().note(betty, "network " + i);
        }
        assertThat(house.networks().noted(betty, "network 0")).isEmpty();
        assertThat(house.networks().noted(betty, "network 1")).isPresent();
        house.leave(betty, betty);
        assertThat(house.networks().noted(betty, "network 1")).isEmpty();
    }

    private static void signIn(SignIn signIn, String address) {
        assertThat(signIn.check("betty", new Password(PASSWORD), address).password())
                .isPresent();
    }

    /** How many are let through, each from an address of its own. */
    private long guessesOf(String account, int addresses) {
        return IntStream.range(0, addresses)
                .filter(i -> isLetThrough(new Attempt(account, STRANGE + i, true)))
                .count();
    }

    private boolean isLetThrough(Attempt attempt) {
        try {
            limits.begin(attempt);
            return true;
        } catch (BoardException e) {
            assertThat(e.kind()).isEqualTo(Kind.TOO_MANY);
            return false;
        }
    }
}

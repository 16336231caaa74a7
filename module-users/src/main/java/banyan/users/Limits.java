package banyan.users;

import banyan.core.web.Throttle;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often somebody may try: what an address may do, what it may do to one account, and what all strangers together may do
 * to one. A stranger is an address from which nobody has signed in to the account: so strangers do not keep its owner out.
 */
final class Limits {
    private static final String FAILED = "Too many attempts to sign in have failed";
    private static final String FOR_THIS_ACCOUNT = FAILED + " for this account";

    private final Throttle accounts;
    private final Throttle addresses;
    private final Throttle strangers;
    private final Throttle registering;

    Limits(LongSupplier nanoTime) {
        accounts = new Throttle(10, Duration.ofMinutes(1), nanoTime);
        addresses = new Throttle(30, Duration.ofSeconds(2), nanoTime);
        strangers = new Throttle(50, Duration.ofMinutes(1), nanoTime);
        registering = new Throttle(20, Duration.ofMinutes(3), nanoTime);
    }

    /**
     * An attempt.
     *
     * @param account what the account is called; whether it is there makes no difference
     * @param isStranger whether nobody has signed in to it from this address
     */
    record Attempt(String account, String address, boolean isStranger) {
        private String pair() {
            return account + " " + address;
        }
    }

    /** Counts an attempt before it is known how it ends, so that many at the same time are as many. */
    void begin(Attempt attempt) {
        addresses.take(attempt.address, FAILED + " from your address");
        accounts.take(attempt.pair(), FOR_THIS_ACCOUNT);
        if (attempt.isStranger) {
            strangers.take(attempt.account, FOR_THIS_ACCOUNT + " from addresses that it has never been used from");
        }
    }

    /** Who has the password has done no harm. */
    void succeeded(Attempt attempt) {
        addresses.giveBack(attempt.address);
        accounts.giveBack(attempt.pair());
        untried(attempt);
    }

    /** If there was no time to look at the password, nothing was found out about the account; only its address was a burden. */
    void untried(Attempt attempt) {
        if (attempt.isStranger) {
            strangers.giveBack(attempt.account);
        }
    }

    void register(String address) {
        registering.take(address, "Too many have registered from your address");
    }
}

package banyan.users;

import java.time.Duration;
import java.time.InstantSource;

/** How often somebody may try: what an address may do, and what it may do to one account. */
final class Limits {
    private static final String FAILED = "Too many attempts to sign in have failed";

    private final Throttle accounts;
    private final Throttle addresses;
    private final Throttle registering;

    Limits(InstantSource clock) {
        accounts = new Throttle(10, Duration.ofMinutes(1), clock);
        addresses = new Throttle(30, Duration.ofSeconds(2), clock);
        registering = new Throttle(20, Duration.ofMinutes(3), clock);
    }

    /** Counts an attempt before it is known how it ends, so that many at the same time are as many. */
    void attempt(String account, String address) {
        addresses.take(address, FAILED + " from your address");
        accounts.take(account + " " + address, FAILED + " for this account");
    }

    /** Who has the password has done no harm. */
    void succeeded(String account, String address) {
        addresses.giveBack(address);
        accounts.giveBack(account + " " + address);
    }

    void register(String address) {
        registering.take(address, "Too many have registered from your address");
    }
}

package banyan.users;

import banyan.core.web.Throttle;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the attempts to sign in per address, per account and address, and per account from all unknown addresses together;
 * and the registrations per address. An address is unknown to an account if nobody has signed in to it from there. So
 * attempts from unknown addresses do not lock out the owner.
 */
final class AttemptLimits {
    private static final String FAILED = "Too many attempts to sign in have failed";
    private static final String FOR_THIS_ACCOUNT = FAILED + " for this account";

    private final Throttle accountsByAddress;
    private final Throttle addresses;
    private final Throttle unknownAddresses;
    private final Throttle registrations;

    AttemptLimits(LongSupplier nanoTime) {
        accountsByAddress = new Throttle(10, Duration.ofMinutes(1), nanoTime);
        addresses = new Throttle(30, Duration.ofSeconds(2), nanoTime);
        unknownAddresses = new Throttle(50, Duration.ofMinutes(1), nanoTime);
        registrations = new Throttle(20, Duration.ofMinutes(3), nanoTime);
    }

    /**
     * An attempt to sign in.
     *
     * @param account the name of the account, which need not exist
     * @param isFromUnknownAddress whether nobody has signed in to the account from this address
     */
    record Attempt(String account, String address, boolean isFromUnknownAddress) {
        private String accountAndAddress() {
            return account + " " + address;
        }
    }

    /** Counts an attempt before its outcome is known, so that concurrent attempts count too. */
    void begin(Attempt attempt) {
        addresses.take(attempt.address, FAILED + " from your address");
        accountsByAddress.take(attempt.accountAndAddress(), FOR_THIS_ACCOUNT);
        if (attempt.isFromUnknownAddress) {
            unknownAddresses.take(attempt.account, FOR_THIS_ACCOUNT + " from addresses that are new to it");
        }
    }

    /** Gives back an attempt with the correct password. */
    void succeeded(Attempt attempt) {
        addresses.giveBack(attempt.address);
        accountsByAddress.giveBack(attempt.accountAndAddress());
        notChecked(attempt);
    }

    /**
     * Gives back the attempt to the account if its password was not checked: the client has learned nothing about it. The
     * attempt still counts for the address, which caused load.
     */
    void notChecked(Attempt attempt) {
        if (attempt.isFromUnknownAddress) {
            unknownAddresses.giveBack(attempt.account);
        }
    }

    void register(String address) {
        registrations.take(address, "Too many accounts have been registered from your address");
    }
}

package banyan.core.web;

import banyan.core.BoardException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The amount of text that each account may write into a module of this process: a large burst, and then a little each
 * second.
 */
public final class WriteAllowance {
    /** The burst: more than a person types in a year. */
    static final long AT_ONCE = 64L << 20;

    private static final int BYTES_PER_SECOND = 16 << 10;

    /** The cost of an item beside its text. */
    private static final int ITEM = 64;

    private final Throttle bytes;

    public WriteAllowance() {
        this(System::nanoTime);
    }

    public WriteAllowance(LongSupplier nanoTime) {
        bytes = new Throttle(AT_ONCE, Duration.ofSeconds(1).dividedBy(BYTES_PER_SECOND), nanoTime);
    }

    /**
     * Counts a text that an account is about to write.
     *
     * @throws BoardException TOO_MANY if the account has written too much recently
     */
    public void take(long account, String text) {
        bytes.take(
                String.valueOf(account),
                text.getBytes(StandardCharsets.UTF_8).length + ITEM,
                "You have written too much at once");
    }
}

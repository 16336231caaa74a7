package banyan.core.web;

import banyan.core.BoardException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How much each account may write into a module of this process: a lot at once, and then a little each second. */
public final class WriteAllowance {
    /** More than anybody types in a year. */
    static final long AT_ONCE = 64L << 20;

    private static final int EACH_SECOND = 16 << 10;

    /** What an item takes beside its text. */
    private static final int ITEM = 64;

    private final Throttle octets;

    public WriteAllowance() {
        this(System::nanoTime);
    }

    public WriteAllowance(LongSupplier nanoTime) {
        octets = new Throttle(AT_ONCE, Duration.ofSeconds(1).dividedBy(EACH_SECOND), nanoTime);
    }

    /**
     * Counts a text that an account is about to write.
     *
     * @throws BoardException TOO_MANY if it has written too much of late
     */
    public void take(long account, String text) {
        octets.take(
                String.valueOf(account),
                text.getBytes(StandardCharsets.UTF_8).length + ITEM,
                "You have written too much at once");
    }
}

package banyan.launcher.admin.access;

import banyan.core.OncePerMinute;
import banyan.core.web.params.ClientAddress;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slows down guesses of the token: after 20 failures from one network, one attempt a second. Logs once a minute. */
final class FailedAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(FailedAttempts.class);
    private static final int AT_ONCE = 20;
    private static final int NETWORKS = 1_000;
    private static final long EACH = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > NETWORKS;
        }
    };
    private long unsaid;
    private final OncePerMinute lines;

    FailedAttempts() {
        this(System::nanoTime);
    }

    FailedAttempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lines = new OncePerMinute(nanoTime);
    }

    /** Whether this address may try another token now. */
    synchronized boolean mayTry(InetAddress address) {
        long now = nanoTime.getAsLong();
        return full.getOrDefault(ClientAddress.network(address), now) - now <= EACH * (AT_ONCE - 1);
    }

    /** Counts an attempt with a wrong token. */
    synchronized void failed(InetAddress address) {
        long now = nanoTime.getAsLong();
        full.merge(ClientAddress.network(address), now + EACH, (before, next) -> Math.max(before + EACH, next));
        unsaid++;
        if (lines.isDue()) {
            LOG.warn("{} wrong tokens at the admin port, the last from {}", unsaid, address.getHostAddress());
            unsaid = 0;
        }
    }
}

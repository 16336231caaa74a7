package banyan.core.store;

import banyan.core.OncePerMinute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the operator that a module's database does not work: at once, and then once a minute however many requests
 * fail.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String module;
    private volatile boolean isOn;
    private volatile String reason = "";
    private boolean isEndOwed;
    private boolean isIgnored;
    private final OncePerMinute lines = new OncePerMinute();
    private long skipped;

    Outage(String module) {
        this.module = module;
    }

    /** Returns whether the last attempt failed. */
    boolean isOn() {
        return isOn;
    }

    /** Returns the reason of the last failure. */
    String reason() {
        return reason;
    }

    /** Ignores failures from now on: the module closes, and requests in flight lose their connections. */
    synchronized void ignore() {
        isIgnored = true;
    }

    synchronized void failed(String why) {
        reason = why;
        if (isIgnored) {
            LOG.debug("The database of {} closes: {}", module, why);
            return;
        }
        isOn = true;
        if (!lines.isDue()) {
            skipped++;
            return;
        }
        LOG.warn("The database of {} does not work: {}{}", module, why, more());
        skipped = 0;
        isEndOwed = true;
    }

    /** Records a success. Costs nothing without an outage. */
    void ended() {
        if (isOn) {
            end();
        }
    }

    private synchronized void end() {
        isOn = false;
        if (isEndOwed) {
            LOG.info("The database of {} works again", module);
        }
        isEndOwed = false;
    }

    private String more() {
        return skipped == 0 ? "" : " (" + skipped + " more failures since the last line)";
    }
}

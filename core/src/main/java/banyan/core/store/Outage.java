package banyan.core.store;

import banyan.core.OncePerMinute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that a module's database does not work: at once, then once a minute however many requests fail. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String module;
    private volatile boolean isOn;
    private volatile String reason = "";
    private boolean isEndOwed;
    private boolean isIgnored;
    private final OncePerMinute lines = new OncePerMinute();
    private long untold;

    Outage(String module) {
        this.module = module;
    }

    /** Whether the last one who tried has failed. */
    boolean isOn() {
        return isOn;
    }

    /** With what the last one has failed. */
    String reason() {
        return reason;
    }

    /** The module ends: that requests on their way lose their connections is no news. */
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
            untold++;
            return;
        }
        LOG.warn("The database of {} cannot do its work: {}{}", module, why, more());
        untold = 0;
        isEndOwed = true;
    }

    /** Something has worked. Costs nothing while all is well. */
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
        return untold == 0 ? "" : " (" + untold + " more failures since the last such line)";
    }
}

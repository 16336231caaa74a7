package banyan.launcher.slots.placement;

import banyan.core.FatalError;
import banyan.launcher.http.RateLimitedWarning;
import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.HomeHeader;
import banyan.launcher.remote.HomeListener;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Slots;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns the homes of modules from the peers that their slots name, so that launchers agree without a service for it: whichever
 * of them sends a request through the old home hears of the new one. Correctness does not depend on this, only speed: the old
 * home refuses or forwards each write.
 */
public final class LearnedHomes implements HomeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LearnedHomes.class);

    /** Until the next try, after a home that this process cannot reach. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Slots slots;
    private final Peers peers;
    private final Placement placement;
    private final RateLimitedWarning unreachable = new RateLimitedWarning(LOG);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /** Its one thread starts with the first news. */
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1, LearnedHomes::thread);

    /**
     * @param placement adopts the homes
     */
    public LearnedHomes(Slots slots, Peers peers, Placement placement) {
        this.slots = slots;
        this.peers = peers;
        this.placement = placement;
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // at the end of the process
    }

    /** Adopts the home soon, if it is news of a peer that the slot of the module names, and if this process can reach it. */
    @Override
    public void told(URI peer, HomeHeader home) {
        if (isNews(peer, home) && busy.add(home.module())) {
            threads.execute(() -> learn(peer, home));
        }
    }

    private void learn(URI peer, HomeHeader home) {
        boolean isOver = true;
        try {
            isOver = adopt(peer, home);
        } catch (RuntimeException | Error e) {
            FatalError.check(e);
            LOG.error("The home of {} could not be learned", home.module(), e);
        } finally {
            var unused = threads.schedule(
                    () -> busy.remove(home.module()), isOver ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Returns whether there is nothing left to try. */
    private boolean adopt(URI peer, HomeHeader home) {
        var address = home.address().orElseThrow();
        if (PeerHandshake.of(peers.at(address), home.module()) instanceof HandshakeResult.Fails fails) {
            unreachable.warn(
                    "Requests of {} still reach its home through {}. {}", home.module(), peer, fails.sentence());
            return false;
        }
        if (isNews(peer, home)) { // also after the handshake
            placement.adopt(home.module(), home.epoch(), Location.at(address));
        }
        return true;
    }

    private boolean isNews(URI peer, HomeHeader home) {
        return home.address().isPresent()
                && slots.of(home.module())
                        .filter(slot -> slot.epoch() < home.epoch() && slot.names(Location.at(peer)))
                        .isPresent();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "learned-homes");
        thread.setDaemon(true);
        return thread;
    }

    /** Lets a file be written to its end. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean isEnded = threads.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("The last home was learned: {}", isEnded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

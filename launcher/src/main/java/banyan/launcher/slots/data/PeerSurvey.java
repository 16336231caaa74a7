package banyan.launcher.slots.data;

import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.HandshakeResult.Fails;
import banyan.launcher.remote.HandshakeResult.Reason;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Location;
import banyan.launcher.slots.Slots;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests the contract of each process that a slot names, once after the start: a process that dies later cannot respond any
 * more. No thread waits.
 */
public final class PeerSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(PeerSurvey.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Slots slots;
    private final LocationData data;
    private final Peers peers;

    public PeerSurvey(Slots slots, LocationData data, Peers peers) {
        this.slots = slots;
        this.data = data;
        this.peers = peers;
    }

    public void begin() {
        slots.all()
                .forEach((module, slot) -> slot.route().weights().keySet().stream()
                        .filter(location -> !location.isHere())
                        .forEach(location -> survey(module, location, FIRST_PAUSE)));
    }

    private void survey(String module, Location location, Duration pause) {
        var unused = data.handshake(module, location, PeerHandshake.TIMEOUT)
                .thenAccept(result -> received(module, location, pause, result));
    }

    private void received(String module, Location location, Duration pause, HandshakeResult result) {
        if (!(result instanceof Fails fails)) {
            return;
        }
        if (fails.reason() == Reason.LOOP) {
            LOG.warn("{} Requests of {} end with 508 until one of these processes moves it", fails.sentence(), module);
        } else if (fails.reason() == Reason.UNREACHABLE && isNamed(module, location)) {
            var unused = peers.at(location.address().orElseThrow())
                    .after(pause, () -> survey(module, location, longer(pause)));
        }
    }

    private boolean isNamed(String module, Location location) {
        return slots.of(module)
                .filter(slot -> slot.route().weights().containsKey(location))
                .isPresent();
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}

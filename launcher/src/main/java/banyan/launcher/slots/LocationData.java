package banyan.launcher.slots;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Which data a place of a module serves: as it says now or, for when it says nothing, as it said last. */
public final class LocationData {
    private final Peers peers;
    private final Function<String, Optional<Contract>> here;
    private final Map<Place, LastSeenView> seen = new ConcurrentHashMap<>();

    private record Place(String module, Location location) {}

    /**
     * @param here what a module of this process says of itself, once it is open
     */
    LocationData(Peers peers, Function<String, Optional<Contract>> here) {
        this.peers = peers;
        this.here = here;
    }

    /** Asks the place, and waits for the response. */
    public HandshakeResult ask(String module, Location location) {
        return ask(module, location, PeerHandshake.TIMEOUT).join();
    }

    /**
     * Asks the place.
     *
     * @return completes within about this time, and never exceptionally
     */
    public CompletableFuture<HandshakeResult> ask(String module, Location location, Duration timeout) {
        return location.address()
                .map(address -> PeerHandshake.begin(peers.at(address), module, timeout))
                .orElseGet(() -> CompletableFuture.completedFuture(here(module)))
                .thenApply(introduced -> {
                    if (introduced instanceof HandshakeResult.Serves serves) {
                        seen.put(new Place(module, location), LastSeenView.now(serves.contract()));
                    }
                    return introduced;
                });
    }

    private HandshakeResult here(String module) {
        try {
            return here.apply(module)
                    .<HandshakeResult>map(HandshakeResult.Serves::new)
                    .orElseGet(() -> hereFails("does not have " + module + " open now"));
        } catch (BoardException e) {
            return hereFails("cannot work with its data: " + PeerHandshake.withoutStop(e.detail()));
        }
    }

    private static HandshakeResult hereFails(String why) {
        return new HandshakeResult.Fails("This process", HandshakeResult.Reason.UNREACHABLE, why);
    }

    /** What the place said last, in this process's life or before. */
    Optional<LastSeenView> last(String module, Location location) {
        return Optional.ofNullable(seen.get(new Place(module, location)));
    }

    /** What was seen before this process started. */
    void remember(String module, Map<Location, LastSeenView> before) {
        before.forEach((location, data) -> seen.put(new Place(module, location), data));
    }

    /** What is known of these places, by their names. */
    SortedMap<String, LastSeenView> known(String module, Collection<Location> locations) {
        var known = new TreeMap<String, LastSeenView>();
        locations.forEach(location -> last(module, location).ifPresent(data -> known.put(location.toString(), data)));
        return known;
    }
}

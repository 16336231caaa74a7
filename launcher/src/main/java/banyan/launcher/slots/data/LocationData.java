package banyan.launcher.slots.data;

import banyan.core.BoardException;
import banyan.core.contract.Contract;
import banyan.launcher.remote.HandshakeResult;
import banyan.launcher.remote.PeerHandshake;
import banyan.launcher.remote.Peers;
import banyan.launcher.slots.Location;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The contracts of locations: requested now, and the last known one of a location that does not respond. */
public final class LocationData {
    private final Peers peers;
    private final Function<String, Optional<Contract>> here;
    private final Map<Place, LastSeenView> seen = new ConcurrentHashMap<>();

    private record Place(String module, Location location) {}

    /**
     * @param here the contract of a module of this process, once it is open
     */
    public LocationData(Peers peers, Function<String, Optional<Contract>> here) {
        this.peers = peers;
        this.here = here;
    }

    /** Requests the contract of the location, and waits for the response. */
    public HandshakeResult handshake(String module, Location location) {
        return handshake(module, location, PeerHandshake.TIMEOUT).join();
    }

    /**
     * Requests the contract of the location.
     *
     * @return completes within about this time, never exceptionally
     */
    public CompletableFuture<HandshakeResult> handshake(String module, Location location, Duration timeout) {
        return location.address()
                .map(address -> PeerHandshake.begin(peers.at(address), module, timeout))
                .orElseGet(() -> CompletableFuture.completedFuture(here(module)))
                .thenApply(result -> {
                    if (result instanceof HandshakeResult.Serves serves) {
                        seen.put(new Place(module, location), LastSeenView.now(serves.contract()));
                    }
                    return result;
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

    /** The last known contract, of this run of the process or of an earlier one. */
    Optional<LastSeenView> last(String module, Location location) {
        return Optional.ofNullable(seen.get(new Place(module, location)));
    }

    /** Adds contracts that an earlier run of this process received. */
    public void remember(String module, Map<Location, LastSeenView> before) {
        before.forEach((location, data) -> seen.put(new Place(module, location), data));
    }

    /** The last known contracts of these locations, by the names of the locations. */
    public SortedMap<String, LastSeenView> known(String module, Collection<Location> locations) {
        var known = new TreeMap<String, LastSeenView>();
        locations.forEach(location -> last(module, location).ifPresent(data -> known.put(location.toString(), data)));
        return known;
    }
}

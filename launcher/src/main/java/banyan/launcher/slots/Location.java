package banyan.launcher.slots;

import banyan.launcher.address.PeerAddress;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A process that may serve a module.
 *
 * @param address of another process; empty for this one
 */
public record Location(Optional<URI> address) implements Comparable<Location> {
    /** This process. */
    public static final Location HERE = new Location(Optional.empty());

    private static final Comparator<Location> ORDER = Comparator.comparing(Location::toString);

    /**
     * The location of this name.
     *
     * @throws IllegalArgumentException if it is neither {@code here} nor an address
     */
    public static Location parse(String text) {
        return text.equals(HERE.toString()) ? HERE : at(PeerAddress.parse(text));
    }

    /** The process at this address. */
    public static Location at(URI address) {
        return new Location(Optional.of(address));
    }

    /** The other processes at these locations. */
    public static List<Peer> peers(Collection<Location> locations, Peers peers) {
        return locations.stream()
                .flatMap(location -> location.address().stream())
                .map(peers::at)
                .toList();
    }

    public boolean isHere() {
        return address.isEmpty();
    }

    /** This process comes first. */
    @Override
    public int compareTo(Location other) {
        return isHere() == other.isHere() ? ORDER.compare(this, other) : isHere() ? -1 : 1;
    }

    /** {@code here}, or the address. */
    @Override
    public String toString() {
        return address.map(URI::toString).orElse("here");
    }
}

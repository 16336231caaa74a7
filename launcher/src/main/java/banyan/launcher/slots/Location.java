package banyan.launcher.slots;

import banyan.launcher.net.PeerAddress;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.Peers;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A place where a module can be asked.
 *
 * @param address of another process; empty for this one
 */
public record Location(Optional<URI> address) implements Comparable<Location> {
    /** In this process. */
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

    /** In another process. */
    public static Location at(URI address) {
        return new Location(Optional.of(address));
    }

    /** The processes at these places, but for this one. */
    public static List<Peer> peers(Collection<Location> places, Peers peers) {
        return places.stream()
                .flatMap(place -> place.address().stream())
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

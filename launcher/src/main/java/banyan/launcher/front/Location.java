package banyan.launcher.front;

import java.net.URI;
import java.util.Comparator;
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

    /** In another process. */
    public static Location at(URI address) {
        return new Location(Optional.of(address));
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

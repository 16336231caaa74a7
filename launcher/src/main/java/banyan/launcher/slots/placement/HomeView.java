package banyan.launcher.slots.placement;

import banyan.launcher.slots.KnownHome;
import banyan.launcher.slots.Location;

/**
 * The home of a module's data, as the placement file keeps it.
 *
 * @param location {@code here}, or the board address of another process
 */
public record HomeView(long epoch, String location) {
    /**
     * @throws IllegalArgumentException if the epoch or the location is missing
     */
    public HomeView {
        if (epoch < 1 || location == null) {
            throw new IllegalArgumentException("the home has the epoch " + epoch + " and the location " + location);
        }
    }

    static HomeView of(KnownHome home) {
        return new HomeView(home.epoch(), home.location().toString());
    }

    /**
     * @throws IllegalArgumentException if the location is malformed
     */
    KnownHome home() {
        return new KnownHome(epoch, Location.parse(location));
    }
}

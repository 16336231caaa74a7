package banyan.launcher.slots;

/**
 * The home of a module's data, as far as this launcher knows.
 *
 * @param epoch grows with each change of the home
 * @param location the process whose database accepts the writes
 */
public record KnownHome(long epoch, Location location) {}

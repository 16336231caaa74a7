package banyan.launcher.process;

/** Where the program is between its start and its end. */
public enum Phase {
    STARTING,
    READY,
    DRAINING
}

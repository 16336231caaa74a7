package banyan.launcher.process;

/** The phases of the process between its start and its end. */
public enum Phase {
    STARTING,
    READY,
    DRAINING
}

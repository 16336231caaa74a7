package banyan.core;

/** The first contents of a new, empty database. */
public enum Seed {
    /** The data of the tutorial's sample. */
    TUTORIAL,
    /** No data. */
    NONE
}

package banyan.core;

/** What a new, empty database is filled with. */
public enum Seed {
    /** The data of the tutorial's sample. */
    TUTORIAL,
    /** Nothing. */
    NONE
}

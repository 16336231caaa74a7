package banyan.core.web;

/** Depends on the hen only in a nested class. */
final class CircularEgg {
    static final class Shell {
        CircularHen hen = new CircularHen();
    }
}

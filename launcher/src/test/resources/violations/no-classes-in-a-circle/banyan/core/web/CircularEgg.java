package banyan.core.web;

/** Knows the hen in a nested class only. */
final class CircularEgg {
    static final class Shell {
        CircularHen hen = new CircularHen();
    }
}

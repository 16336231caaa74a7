package banyan.core.web;

/** Depends on the egg. */
final class CircularHen {
    CircularEgg egg = new CircularEgg();
}

package banyan.core.web;

/** Knows the egg. */
final class CircularHen {
    CircularEgg egg = new CircularEgg();
}

package banyan.core;

/** The web package already knows this one. */
final class CircularTerm {
    banyan.core.web.Id id = new banyan.core.web.Id(1);
}

package banyan.core;

/** The web package already knows this one. */
final class CircularTerm {
    banyan.core.web.params.Id id = new banyan.core.web.params.Id(1);
}

package banyan.core;

/** The web package already depends on this one. */
final class CircularTerm {
    banyan.core.web.params.Id id = new banyan.core.web.params.Id(1);
}

package banyan.launcher.slots;

import banyan.launcher.http.RequestHandling;

/** The state of a module in this process. */
public sealed interface ModuleState {
    /**
     * This process hosts the module.
     *
     * @param application handles the requests below the module's path; may block
     */
    record Open(RequestHandling.Responder application) implements ModuleState {}

    /** This process is opening the module. */
    record Opening() implements ModuleState {}

    /** This process does not host the module. */
    record None() implements ModuleState {}
}

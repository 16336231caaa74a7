package banyan.launcher.slots;

import banyan.launcher.http.LocalApplication;

/** The state of a module in this process. */
public sealed interface ModuleState {
    /**
     * This process hosts the module.
     *
     * @param application handles the requests below the module's path
     */
    record Open(LocalApplication application) implements ModuleState {}

    /** This process is opening the module. */
    record Opening() implements ModuleState {}

    /** This process does not host the module. */
    record None() implements ModuleState {}
}

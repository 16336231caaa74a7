package banyan.launcher.slots;

import banyan.launcher.http.RequestHandling;

/** Whether this process hosts a module. */
public sealed interface Hosting {
    /**
     * It does.
     *
     * @param application handles requests under the module's path, and may block
     */
    record Open(RequestHandling.Answering application) implements Hosting {}

    /** It is going to. */
    record Opening() implements Hosting {}

    /** It does not. */
    record None() implements Hosting {}
}

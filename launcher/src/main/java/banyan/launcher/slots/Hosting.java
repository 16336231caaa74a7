package banyan.launcher.slots;

import org.glassfish.grizzly.http.server.HttpHandler;

/** Whether this process hosts a module. */
public sealed interface Hosting {
    /**
     * It does.
     *
     * @param handler answers what is asked under the module's path, and may block
     */
    record Open(HttpHandler handler) implements Hosting {}

    /** It is going to. */
    record Opening() implements Hosting {}

    /** It does not. */
    record None() implements Hosting {}
}

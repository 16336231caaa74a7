package banyan.launcher.front;

import org.glassfish.grizzly.http.server.HttpHandler;

/** The launcher's place for a module. */
public sealed interface Slot {
    /**
     * The module is hosted in this process.
     *
     * @param handler answers what is asked under the module's path, and may block
     */
    record Here(HttpHandler handler) implements Slot {}

    /** The module is to be hosted in this process, and not open yet. */
    record Opening() implements Slot {}

    /** The module is known, and not hosted. */
    record Vacant() implements Slot {}
}

package banyan.core;

import java.util.Map;

/**
 * A part of the board that can be hosted alone.
 *
 * <p>Exactly one class of a JPMS module provides it. The last name segment of the JPMS module is the module's name:
 * {@code banyan.posts} is {@code posts}, and its HTTP path is {@code /api/posts}.
 */
public interface BoardModule {
    /**
     * Returns the commands that operators can run once the module is open, by name. No two modules may have the same
     * command.
     */
    default Map<String, CommandDescription> commands() {
        return Map.of();
    }

    /**
     * Opens the module's data, and returns its resources and ports. The launcher calls this once, on a thread that may
     * block. If the database is unreachable, the launcher calls it again on another instance.
     *
     * <p>Other modules may not be open yet: a module may call them while it serves requests, but not here.
     */
    Hosted open(ModuleContext context);
}

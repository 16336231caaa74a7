package banyan.core;

import java.util.Map;

/**
 * A part of the board that can be hosted alone.
 *
 * <p>Provided by exactly one class of a JPMS module, whose last name segment is the module's name: {@code banyan.posts}
 * is {@code posts} and answers under {@code /api/posts}.
 */
public interface BoardModule {
    /** The commands that it offers to operators once it is open, by name. No two modules may offer the same command. */
    default Map<String, CommandDescription> commands() {
        return Map.of();
    }

    /**
     * Opens the module's data and gives what it answers with. Called once, on a thread that may block; on another instance
     * again if the database could not be reached.
     *
     * <p>Other modules may not be there yet: they may be asked while requests are answered, not here.
     */
    Hosted open(ModuleContext context);
}

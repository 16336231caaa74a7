package banyan.core.database;

/**
 * How a module uses its connections at one moment.
 *
 * @param active connections that somebody has
 * @param idle connections that nobody has
 * @param waiting those who want one
 */
public record PoolUsage(int active, int idle, int waiting) {}

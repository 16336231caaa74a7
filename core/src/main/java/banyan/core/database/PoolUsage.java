package banyan.core.database;

/**
 * The usage of a module's connections at one moment.
 *
 * @param active connections in use
 * @param idle connections that are free
 * @param waiting threads that wait for a connection
 */
public record PoolUsage(int active, int idle, int waiting) {}

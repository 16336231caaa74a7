package banyan.core;

/**
 * A state of a module's data: two states are equal only if no transaction has changed the data between them. A response that
 * depends on the data alone is current as long as the state that was read before it.
 */
public interface DataState {}

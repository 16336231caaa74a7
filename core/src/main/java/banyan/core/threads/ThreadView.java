package banyan.core.threads;

/**
 * A thread as others see it.
 *
 * @param createdBy the id of a user
 */
public record ThreadView(long id, String title, long createdBy) {}

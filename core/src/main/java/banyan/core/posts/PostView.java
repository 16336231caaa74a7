package banyan.core.posts;

/**
 * A post as others see it.
 *
 * @param thread the id of the thread that it stands in
 * @param user the id of the user who wrote it
 */
public record PostView(long id, long thread, String text, long user) {}

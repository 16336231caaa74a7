package banyan.core.users;

/** A user as others see them. */
public record UserView(long id, String username, String name, String bio) {}

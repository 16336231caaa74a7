package banyan.users;

public record ShownUser(long id) {}

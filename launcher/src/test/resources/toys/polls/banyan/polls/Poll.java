package banyan.polls;

/** A poll in JSON. */
public record Poll(long id, String question, long user) {}

package banyan.polls;

/** A poll as it is shown. */
public record Poll(long id, String question, long user) {}

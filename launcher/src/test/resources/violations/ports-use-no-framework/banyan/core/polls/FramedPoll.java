package banyan.core.polls;

public record FramedPoll(java.sql.Timestamp at) {}

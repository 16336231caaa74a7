package banyan.polls;

/** A module without an entrance. */
final class ClosedPoll {}

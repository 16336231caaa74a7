package banyan.polls;

/** A module without a provider. */
final class ClosedPoll {}

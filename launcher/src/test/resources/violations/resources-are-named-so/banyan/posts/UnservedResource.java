package banyan.posts;

final class UnservedResource {}

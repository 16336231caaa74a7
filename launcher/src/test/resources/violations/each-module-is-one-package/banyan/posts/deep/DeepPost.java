package banyan.posts.deep;

final class DeepPost {}

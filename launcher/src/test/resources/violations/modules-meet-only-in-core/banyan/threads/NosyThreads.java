package banyan.threads;

final class NosyThreads {
    final Object posts = new banyan.posts.PostsModule();
}

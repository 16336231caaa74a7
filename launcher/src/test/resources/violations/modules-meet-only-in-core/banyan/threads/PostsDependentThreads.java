package banyan.threads;

final class PostsDependentThreads {
    final Object posts = new banyan.posts.PostsModule();
}

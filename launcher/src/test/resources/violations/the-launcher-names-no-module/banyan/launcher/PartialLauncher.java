package banyan.launcher;

final class PartialLauncher {
    final Object posts = new banyan.posts.PostsModule();
}

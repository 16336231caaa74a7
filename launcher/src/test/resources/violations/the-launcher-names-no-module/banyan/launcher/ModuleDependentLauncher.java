package banyan.launcher;

final class ModuleDependentLauncher {
    final Object posts = new banyan.posts.PostsModule();
}

package banyan.posts;

final class LauncherDependentPosts {
    banyan.launcher.process.Phase phase = banyan.launcher.process.Phase.READY;
}

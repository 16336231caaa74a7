package banyan.posts;

final class WorldlyPosts {
    banyan.launcher.process.Phase phase = banyan.launcher.process.Phase.READY;
}

package banyan.posts;

final class WorldlyPosts {
    banyan.launcher.front.Phase phase = banyan.launcher.front.Phase.READY;
}

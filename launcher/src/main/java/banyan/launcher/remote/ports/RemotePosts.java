package banyan.launcher.remote.ports;

import banyan.core.posts.PostView;
import banyan.core.posts.Posts;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.PeerResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks another process that hosts posts. */
record RemotePosts(RemoteModule module) implements Posts {
    RemotePosts(Peer peer) {
        this(new RemoteModule(peer, "posts"));
    }

    @Override
    public Optional<PostView> find(long id) {
        var answer = module.ask("/" + id);
        return answer.status() == 404 ? Optional.empty() : Optional.of(post(answer.requireSuccess()));
    }

    @Override
    public Changes changes(Cursor after, int limit, Duration wait) {
        return module.changes(after, limit, wait);
    }

    private static PostView post(PeerResponse answer) {
        var item = answer.item();
        var version = answer.version();
        return new PostView(
                item.number("id"),
                item.number("thread"),
                item.text("text"),
                item.number("user"),
                item.time("createdAt"),
                item.timeOrNull("editedAt"),
                version.version());
    }
}
